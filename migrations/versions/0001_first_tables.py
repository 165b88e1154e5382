"""First tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """First tables."""
    op.create_table(
        "audit_entry",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "operator",
                "demonstration",
                "reader",
                "officer",
                "ngo",
                "reporter",
                "researcher",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_audit_entry_digest_is_sha256")),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_audit_entry_counts_from_one")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_audit_entry")),
        sa.UniqueConstraint("digest", name=op.f("uq_audit_entry_digest")),
    )
    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("ogp_code", sa.String(length=100), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("languages", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("code", name=op.f("uq_member_code")),
    )
    op.create_table(
        "rubric",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_rubric_counts_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rubric")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_rubric_key_version")),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rubric_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("question", sa.JSON(), nullable=False),
        sa.Column("compared", sa.Boolean(), nullable=False),
        sa.Column("evidence_from", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name=op.f("fk_criterion_rubric_id_rubric")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("rubric_id", "key", name=op.f("uq_criterion_rubric_id_key")),
        sa.UniqueConstraint("rubric_id", "place", name=op.f("uq_criterion_rubric_id_place")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column(
            "sector",
            sa.Enum(
                "government",
                "civil_society",
                "other",
                name="sector",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "kind",
            sa.Enum("body", "group", name="organisationkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_organisation_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("member_id", "key", name=op.f("uq_organisation_member_id_key")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("ogp_id", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("period_printed", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("source_title", sa.JSON(), nullable=True),
        sa.Column("source_publisher", sa.JSON(), nullable=True),
        sa.Column("source_published", sa.Date(), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("introduction", sa.JSON(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.CheckConstraint("starts <= ends", name=op.f("ck_plan_starts_before_it_ends")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_plan_member_id_member")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("slug", name=op.f("uq_plan_slug")),
    )
    op.create_table(
        "accreditation",
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "applied",
                "accredited",
                "declined",
                "suspended",
                "revoked",
                "expired",
                name="accreditationstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_accreditation_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_accreditation_plan_id_plan")),
        sa.PrimaryKeyConstraint("plan_id", "organisation_id", name=op.f("pk_accreditation")),
    )
    op.create_table(
        "commitment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("ogp_id", sa.String(length=40), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("period_printed", sa.Text(), nullable=False),
        sa.Column("starts", sa.Date(), nullable=True),
        sa.Column("ends", sa.Date(), nullable=True),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_commitment_not_its_own_parent")),
        sa.ForeignKeyConstraint(["parent_id"], ["commitment.id"], name=op.f("fk_commitment_parent_id_commitment")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_commitment_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_commitment_plan_id_number")),
        sa.UniqueConstraint("plan_id", "place", name=op.f("uq_commitment_plan_id_place")),
    )
    op.create_table(
        "crosswalk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_crosswalk_criterion_id_criterion")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_crosswalk")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_crosswalk_key_version")),
    )
    op.create_table(
        "level",
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("descriptor", sa.JSON(), nullable=False),
        sa.CheckConstraint("value between -9 and 9", name=op.f("ck_level_value_is_a_small_number")),
        sa.ForeignKeyConstraint(["criterion_id"], ["criterion.id"], name=op.f("fk_level_criterion_id_criterion")),
        sa.PrimaryKeyConstraint("criterion_id", "value", name=op.f("pk_level")),
        sa.UniqueConstraint("criterion_id", "key", name=op.f("uq_level_criterion_id_key")),
    )
    op.create_table(
        "membership",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("group_id <> organisation_id", name=op.f("ck_membership_not_its_own_member")),
        sa.ForeignKeyConstraint(["group_id"], ["organisation.id"], name=op.f("fk_membership_group_id_organisation")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("group_id", "organisation_id", name=op.f("pk_membership")),
    )
    op.create_table(
        "round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("rubric_id", sa.Uuid(), nullable=False),
        sa.Column("period_starts", sa.Date(), nullable=False),
        sa.Column("period_ends", sa.Date(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quorum", sa.Integer(), nullable=False),
        sa.Column("reply_days", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "open",
                "closed",
                "published",
                name="roundstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(state = 'published') = (published_at is not null)", name=op.f("ck_round_published_once_published")
        ),
        sa.CheckConstraint(
            "(state in ('draft', 'open')) = (closed_at is null)", name=op.f("ck_round_closed_once_closed")
        ),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_round_opens_before_it_closes")),
        sa.CheckConstraint("period_starts <= period_ends", name=op.f("ck_round_period_starts_before_it_ends")),
        sa.CheckConstraint("quorum >= 1", name=op.f("ck_round_quorum_is_positive")),
        sa.CheckConstraint("reply_days >= 0", name=op.f("ck_round_reply_window_is_not_negative")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_round_plan_id_plan")),
        sa.ForeignKeyConstraint(["rubric_id"], ["rubric.id"], name=op.f("fk_round_rubric_id_rubric")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("plan_id", "slug", name=op.f("uq_round_plan_id_slug")),
    )
    op.create_table(
        "spelling",
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("folded", sa.String(length=500), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("fk_spelling_member_id_member")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_spelling_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("member_id", "folded", name=op.f("pk_spelling")),
    )
    with op.batch_alter_table("spelling", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_spelling_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "band",
        sa.Column("crosswalk_id", sa.Uuid(), nullable=False),
        sa.Column("raw", sa.String(length=100), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column(
            "silence",
            sa.Enum(
                "not_reported",
                "not_assessed",
                "no_quorum",
                "no_evidence",
                "unable",
                "recused",
                "not_yet_due",
                "withdrawn",
                name="silence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.CheckConstraint("(level is null) <> (silence is null)", name=op.f("ck_band_level_or_silence")),
        sa.ForeignKeyConstraint(["crosswalk_id"], ["crosswalk.id"], name=op.f("fk_band_crosswalk_id_crosswalk")),
        sa.PrimaryKeyConstraint("crosswalk_id", "raw", name=op.f("pk_band")),
        sa.UniqueConstraint("crosswalk_id", "place", name=op.f("uq_band_crosswalk_id_place")),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_milestone_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_milestone_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_milestone_plan_id_number")),
        sa.UniqueConstraint("plan_id", "place", name=op.f("uq_milestone_plan_id_place")),
    )
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_milestone_commitment_id"), ["commitment_id"], unique=False)

    op.create_table(
        "snapshot",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("correction", sa.JSON(), nullable=True),
        sa.CheckConstraint("(version = 1) = (correction is null)", name=op.f("ck_snapshot_corrections_say_why")),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_snapshot_digest_is_sha256")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_snapshot_counts_from_one")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_snapshot_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "version", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("digest", name=op.f("uq_snapshot_digest")),
    )
    op.create_table(
        "stand_in",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("stands_in_for_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_stand_in_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_stand_in_round_id_round")),
        sa.ForeignKeyConstraint(
            ["stands_in_for_id"], ["organisation.id"], name=op.f("fk_stand_in_stands_in_for_id_organisation")
        ),
        sa.PrimaryKeyConstraint("round_id", "organisation_id", "stands_in_for_id", name=op.f("pk_stand_in")),
    )
    op.create_table(
        "submission",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(receipt) = 64", name=op.f("ck_submission_receipt_is_sha256")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_submission_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_submission_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_submission_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "organisation_id", "version", name=op.f("pk_submission")),
        sa.UniqueConstraint("receipt", name=op.f("uq_submission_receipt")),
    )
    op.create_table(
        "conflict_of_interest",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "conflict",
            sa.Enum(
                "lead",
                "supporting",
                "funding",
                "staff",
                "family",
                "other",
                name="conflict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "recused", "interested", name="conflictlevel", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_conflict_of_interest_milestone_id_milestone")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_conflict_of_interest_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_conflict_of_interest_round_id_round")),
        sa.PrimaryKeyConstraint(
            "round_id", "milestone_id", "organisation_id", "conflict", name=op.f("pk_conflict_of_interest")
        ),
    )
    op.create_table(
        "counted_answer",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "counting",
            sa.Enum(
                "counted",
                "interested",
                "recused",
                "not_accredited",
                name="counting",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_counted_answer_milestone_id_milestone")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_counted_answer_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_counted_answer_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "milestone_id", "organisation_id", name=op.f("pk_counted_answer")),
    )
    op.create_table(
        "edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column(
            "change",
            sa.Enum(
                "amended",
                "transcription",
                "withdrawn",
                name="change",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("outputs", sa.JSON(), nullable=False),
        sa.Column("due_printed", sa.Text(), nullable=False),
        sa.Column("due_starts", sa.Date(), nullable=False),
        sa.Column("due_ends", sa.Date(), nullable=True),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(number = 1) = (change is null) and (change is null) = (in_force_from is null)",
            name=op.f("ck_edition_later_editions_say_when_and_why"),
        ),
        sa.CheckConstraint(
            "due_ends is null or due_starts <= due_ends", name=op.f("ck_edition_due_starts_before_it_ends")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_edition_counts_from_one")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_edition_milestone_id_milestone")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("milestone_id", "number", name=op.f("uq_edition_milestone_id_number")),
    )
    op.create_table(
        "score",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column(
            "silence",
            sa.Enum(
                "not_reported",
                "not_assessed",
                "no_quorum",
                "no_evidence",
                "unable",
                "recused",
                "not_yet_due",
                "withdrawn",
                name="silence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column(
            "confidence",
            sa.Enum("low", "medium", "high", name="confidence", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.CheckConstraint("(level is null) <> (silence is null)", name=op.f("ck_score_level_or_silence")),
        sa.CheckConstraint("(level is null) = (confidence is null)", name=op.f("ck_score_confidence_with_a_level")),
        sa.CheckConstraint("level is null or level between -9 and 9", name=op.f("ck_score_level_is_a_small_number")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_score_milestone_id_milestone")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_score_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_score_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "milestone_id", "organisation_id", "criterion", name=op.f("pk_score")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "self_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column(
            "silence",
            sa.Enum(
                "not_reported",
                "not_assessed",
                "no_quorum",
                "no_evidence",
                "unable",
                "recused",
                "not_yet_due",
                "withdrawn",
                name="silence",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("crosswalk_id", sa.Uuid(), nullable=True),
        sa.Column("raw", sa.String(length=100), nullable=True),
        sa.Column("narrative", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(crosswalk_id is null) = (raw is null)", name=op.f("ck_self_report_raw_value_with_a_crosswalk")
        ),
        sa.CheckConstraint("(level is null) <> (silence is null)", name=op.f("ck_self_report_level_or_silence")),
        sa.CheckConstraint(
            "level is null or level between -9 and 9", name=op.f("ck_self_report_level_is_a_small_number")
        ),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_self_report_counts_from_one")),
        sa.ForeignKeyConstraint(["crosswalk_id"], ["crosswalk.id"], name=op.f("fk_self_report_crosswalk_id_crosswalk")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_self_report_milestone_id_milestone")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_self_report_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_self_report_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_report")),
        sa.UniqueConstraint(
            "round_id",
            "milestone_id",
            "organisation_id",
            "criterion",
            "sequence",
            name=op.f("uq_self_report_round_id_milestone_id_organisation_id_criterion_sequence"),
        ),
    )
    op.create_table(
        "report_evidence",
        sa.Column("self_report_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "url like 'http://%' or url like 'https://%'", name=op.f("ck_report_evidence_url_is_a_web_address")
        ),
        sa.ForeignKeyConstraint(
            ["self_report_id"],
            ["self_report.id"],
            name=op.f("fk_report_evidence_self_report_id_self_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("self_report_id", "place", name=op.f("pk_report_evidence")),
    )
    op.create_table(
        "round_milestone",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("edition_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_round_milestone_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_round_milestone_milestone_id_milestone")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_milestone_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "milestone_id", name=op.f("pk_round_milestone")),
    )
    op.create_table(
        "score_evidence",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "url like 'http://%' or url like 'https://%'", name=op.f("ck_score_evidence_url_is_a_web_address")
        ),
        sa.ForeignKeyConstraint(
            ["round_id", "milestone_id", "organisation_id", "criterion"],
            ["score.round_id", "score.milestone_id", "score.organisation_id", "score.criterion"],
            name=op.f("fk_score_evidence_round_id_milestone_id_organisation_id_criterion_score"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "round_id", "milestone_id", "organisation_id", "criterion", "place", name=op.f("pk_score_evidence")
        ),
    )
    op.create_table(
        "stakeholder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("commitment_id", sa.Uuid(), nullable=True),
        sa.Column("edition_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("lead", "supporting", name="role", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column(
            "sector",
            sa.Enum(
                "government",
                "civil_society",
                "other",
                name="sector",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("printed_under", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "(commitment_id is null) <> (edition_id is null)", name=op.f("ck_stakeholder_commitment_or_edition")
        ),
        sa.ForeignKeyConstraint(
            ["commitment_id"], ["commitment.id"], name=op.f("fk_stakeholder_commitment_id_commitment")
        ),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name=op.f("fk_stakeholder_edition_id_edition")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_stakeholder_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stakeholder")),
    )
    with op.batch_alter_table("stakeholder", schema=None) as batch_op:
        batch_op.create_index("ix_stakeholder_commitment_id", ["commitment_id"], unique=False)
        batch_op.create_index("ix_stakeholder_edition_id", ["edition_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stakeholder_organisation_id"), ["organisation_id"], unique=False)


def downgrade() -> None:
    """Undo it."""
    with op.batch_alter_table("stakeholder", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stakeholder_organisation_id"))
        batch_op.drop_index("ix_stakeholder_edition_id")
        batch_op.drop_index("ix_stakeholder_commitment_id")

    op.drop_table("stakeholder")
    op.drop_table("score_evidence")
    op.drop_table("round_milestone")
    op.drop_table("report_evidence")
    op.drop_table("self_report")
    op.drop_table("score")
    op.drop_table("edition")
    op.drop_table("counted_answer")
    op.drop_table("conflict_of_interest")
    op.drop_table("submission")
    op.drop_table("stand_in")
    op.drop_table("snapshot")
    with op.batch_alter_table("milestone", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_milestone_commitment_id"))

    op.drop_table("milestone")
    op.drop_table("band")
    with op.batch_alter_table("spelling", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_spelling_organisation_id"))

    op.drop_table("spelling")
    op.drop_table("round")
    op.drop_table("membership")
    op.drop_table("level")
    op.drop_table("crosswalk")
    op.drop_table("commitment")
    op.drop_table("accreditation")
    op.drop_table("plan")
    op.drop_table("organisation")
    op.drop_table("criterion")
    op.drop_table("rubric")
    op.drop_table("member")
    op.drop_table("audit_entry")
