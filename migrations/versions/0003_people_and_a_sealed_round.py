"""People and a sealed round."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FROZEN = ("decision", "extension", "published_head")
"""The register's history, what was said of a deadline, and what left the building are never changed."""

FROZEN_IN_REAL_ROUNDS = ("report_submission", "reply")
"""What agencies submitted and replied is never changed; it leaves with a demonstration round as a whole."""

REAL_ROUND = "(select demonstration from round where round.id = old.round_id) = false"


def upgrade() -> None:
    """People and a sealed round."""
    op.create_table(
        "invitation",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("folded_address", sa.String(length=320), nullable=False),
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
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("invited_by", sa.String(length=100), nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(office in ('ngo', 'reporter')) = (organisation <> '')",
            name=op.f("ck_invitation_acts_for_an_organisation_or_not"),
        ),
        sa.CheckConstraint("not lead or office = 'ngo'", name=op.f("ck_invitation_only_an_ngo_has_a_lead")),
        sa.CheckConstraint(
            "office in ('officer', 'ngo', 'reporter', 'researcher')", name=op.f("ck_invitation_has_a_person_s_office")
        ),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_invitation")),
        sa.UniqueConstraint("person_id", name=op.f("uq_invitation_person_id")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_folded_address"), ["folded_address"], unique=False)

    op.create_table(
        "outbox_mail",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_failure", sa.Text(), nullable=True),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_outbox_mail_attempts_are_counted")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_mail")),
    )
    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_mail_due_at"), ["due_at"], unique=False)

    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("folded_address", sa.String(length=320), nullable=False),
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
        sa.Column("organisation", sa.String(length=100), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(office in ('ngo', 'reporter')) = (organisation <> '')",
            name=op.f("ck_person_acts_for_an_organisation_or_not"),
        ),
        sa.CheckConstraint("not lead or office = 'ngo'", name=op.f("ck_person_only_an_ngo_has_a_lead")),
        sa.CheckConstraint(
            "office in ('officer', 'ngo', 'reporter', 'researcher')", name=op.f("ck_person_has_a_person_s_office")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("folded_address", name=op.f("uq_person_folded_address")),
    )
    op.create_table(
        "published_head",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("occasion", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_published_head")),
    )
    op.create_table(
        "address_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("old_token", sa.String(length=64), nullable=False),
        sa.Column("new_token", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("old_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("new_agreed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_address_change_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_change")),
        sa.UniqueConstraint("new_token", name=op.f("uq_address_change_new_token")),
        sa.UniqueConstraint("old_token", name=op.f("uq_address_change_old_token")),
    )
    with op.batch_alter_table("address_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_change_person_id"), ["person_id"], unique=False)

    op.create_table(
        "passkey",
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("uses", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("uses >= 0", name=op.f("ck_passkey_uses_are_counted")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_passkey_person_id_person")),
        sa.PrimaryKeyConstraint("credential", name=op.f("pk_passkey")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passkey_person_id"), ["person_id"], unique=False)

    op.create_table(
        "password_reset",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_password_reset_person_id_person")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_password_reset")),
    )
    with op.batch_alter_table("password_reset", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_password_reset_person_id"), ["person_id"], unique=False)

    op.create_table(
        "recovery_code",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_recovery_code_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", "code", name=op.f("pk_recovery_code")),
    )
    op.create_table(
        "signed_in",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("challenge", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_signed_in_person_id_person")),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_signed_in")),
    )
    with op.batch_alter_table("signed_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_in_person_id"), ["person_id"], unique=False)

    op.create_table(
        "totp_factor",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.String(length=100), nullable=False),
        sa.Column("waiting", sa.String(length=100), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_totp_factor_person_id_person")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_totp_factor")),
    )
    op.create_table(
        "application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("registration_number", sa.String(length=100), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("independence", sa.Text(), nullable=False),
        sa.Column("funding", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("signatory", sa.Text(), nullable=False),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("submitted_by", sa.String(length=100), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_application_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_application_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
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
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("proposed_by", sa.String(length=100), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=100), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(confirmed_by is null) = (confirmed_at is null)", name=op.f("ck_proposal_confirmed_by_somebody")
        ),
        sa.CheckConstraint(
            "confirmed_at is null or withdrawn_at is null", name=op.f("ck_proposal_confirmed_or_withdrawn")
        ),
        sa.CheckConstraint(
            "(state = 'accredited') = (ends_on is not null)", name=op.f("ck_proposal_only_an_accreditation_has_a_term")
        ),
        sa.CheckConstraint(
            "confirmed_by is null or confirmed_by <> proposed_by", name=op.f("ck_proposal_two_officers_decide")
        ),
        sa.CheckConstraint("state not in ('applied', 'expired')", name=op.f("ck_proposal_something_to_decide")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_proposal_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_proposal_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.create_index(
            "uq_proposal_open",
            ["plan_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("confirmed_at is null and withdrawn_at is null"),
            postgresql_where=sa.text("confirmed_at is null and withdrawn_at is null"),
        )

    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=True),
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
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(state = 'accredited') = (ends_on is not null)", name=op.f("ck_decision_only_an_accreditation_has_a_term")
        ),
        sa.CheckConstraint(
            "(state = 'expired') = (proposal_id is null)", name=op.f("ck_decision_two_officers_or_the_calendar")
        ),
        sa.CheckConstraint("(state = 'expired') = (reason is null)", name=op.f("ck_decision_officers_say_why")),
        sa.CheckConstraint("state <> 'applied'", name=op.f("ck_decision_an_application_is_no_decision")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_decision_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_decision_plan_id_plan")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_decision_proposal_id_proposal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_decision_proposal_id")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "appeal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("lodged_by", sa.String(length=100), nullable=False),
        sa.Column("lodged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.Column("outcome_by", sa.String(length=100), nullable=True),
        sa.Column("agreed_by", sa.String(length=100), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(outcome is null) = (outcome_by is null)", name=op.f("ck_appeal_an_outcome_is_somebody_s")),
        sa.CheckConstraint("agreed_by is null or agreed_by <> outcome_by", name=op.f("ck_appeal_two_officers_agree")),
        sa.CheckConstraint("agreed_by is null or settled_at is not null", name=op.f("ck_appeal_agreed_is_settled")),
        sa.CheckConstraint("settled_at is null or outcome is not null", name=op.f("ck_appeal_settled_with_an_outcome")),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_appeal_decision_id_decision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeal")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_appeal_decision_id")),
    )
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("proposed_by", sa.String(length=100), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=100), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(confirmed_by is null) = (confirmed_at is null)", name=op.f("ck_correction_confirmed_by_somebody")
        ),
        sa.CheckConstraint(
            "confirmed_at is null or withdrawn_at is null", name=op.f("ck_correction_confirmed_or_withdrawn")
        ),
        sa.CheckConstraint(
            "confirmed_by is null or confirmed_by <> proposed_by", name=op.f("ck_correction_two_officers_decide")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_correction_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(
            "uq_correction_open",
            ["round_id"],
            unique=True,
            sqlite_where=sa.text("confirmed_at is null and withdrawn_at is null"),
            postgresql_where=sa.text("confirmed_at is null and withdrawn_at is null"),
        )

    op.create_table(
        "extension",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("closed_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_now", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("extended_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("closed_before < closes_now", name=op.f("ck_extension_later_than_before")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_extension_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_extension_round_id"), ["round_id"], unique=False)

    op.create_table(
        "draft",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("edited_by", sa.String(length=100), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_draft_revisions_count_from_one")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_draft_milestone_id_milestone")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_draft_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_draft_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "milestone_id", "organisation_id", name=op.f("pk_draft")),
    )
    op.create_table(
        "reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("replied_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_reply_milestone_id_milestone")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_reply_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_reply_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint(
            "round_id", "milestone_id", "organisation_id", name=op.f("uq_reply_round_id_milestone_id_organisation_id")
        ),
    )
    op.create_table(
        "report_draft",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("edited_by", sa.String(length=100), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted", sa.Integer(), server_default="0", nullable=False),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_report_draft_revisions_count_from_one")),
        sa.CheckConstraint("submitted between 0 and revision", name=op.f("ck_report_draft_submitted_what_was_saved")),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["milestone.id"], name=op.f("fk_report_draft_milestone_id_milestone")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_report_draft_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_report_draft_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "milestone_id", "organisation_id", name=op.f("pk_report_draft")),
    )
    op.create_table(
        "report_submission",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("receipt", sa.String(length=64), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(receipt) = 64", name=op.f("ck_report_submission_receipt_is_sha256")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_report_submission_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_report_submission_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_report_submission_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", "organisation_id", "version", name=op.f("pk_report_submission")),
        sa.UniqueConstraint("receipt", name=op.f("uq_report_submission_receipt")),
    )
    op.create_table(
        "answer_to_reply",
        sa.Column("reply_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("kept", "revised", name="answerkind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=100), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_answer_to_reply_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["reply.id"], name=op.f("fk_answer_to_reply_reply_id_reply"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reply_id", "organisation_id", name=op.f("pk_answer_to_reply")),
    )
    op.create_table(
        "reply_evidence",
        sa.Column("reply_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("page", sa.Text(), nullable=False),
        sa.Column("quotation", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "url like 'http://%' or url like 'https://%'", name=op.f("ck_reply_evidence_url_is_a_web_address")
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"], ["reply.id"], name=op.f("fk_reply_evidence_reply_id_reply"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reply_id", "place", name=op.f("pk_reply_evidence")),
    )
    op.create_table(
        "revised_level",
        sa.Column("reply_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("criterion", sa.String(length=100), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.CheckConstraint("level between -9 and 9", name=op.f("ck_revised_level_level_is_a_small_number")),
        sa.ForeignKeyConstraint(
            ["reply_id", "organisation_id"],
            ["answer_to_reply.reply_id", "answer_to_reply.organisation_id"],
            name=op.f("fk_revised_level_reply_id_organisation_id_answer_to_reply"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("reply_id", "organisation_id", "criterion", name=op.f("pk_revised_level")),
    )
    op.add_column("accreditation", sa.Column("ends_on", sa.Date(), nullable=True))

    op.add_column("member", sa.Column("time_zone", sa.String(length=100), server_default="UTC", nullable=False))

    op.create_index("uq_organisation_key", "organisation", ["key"], unique=True)

    op.add_column("self_report", sa.Column("quarter", sa.String(length=7), server_default="", nullable=False))

    for table in FROZEN:
        _freeze(table)
    for table in FROZEN_IN_REAL_ROUNDS:
        _freeze_in_real_rounds(table)


def downgrade() -> None:
    """Undo it."""
    for table in (*FROZEN, *FROZEN_IN_REAL_ROUNDS):
        _unfreeze(table)
    op.drop_index("uq_organisation_key", table_name="organisation")
    op.drop_column("member", "time_zone")

    op.drop_column("self_report", "quarter")

    op.drop_column("accreditation", "ends_on")

    op.drop_table("revised_level")
    op.drop_table("reply_evidence")
    op.drop_table("answer_to_reply")
    op.drop_table("report_submission")
    op.drop_table("report_draft")
    op.drop_table("reply")
    op.drop_table("draft")
    with op.batch_alter_table("extension", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extension_round_id"))

    op.drop_table("extension")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_correction_open",
            sqlite_where=sa.text("confirmed_at is null and withdrawn_at is null"),
            postgresql_where=sa.text("confirmed_at is null and withdrawn_at is null"),
        )

    op.drop_table("correction")
    op.drop_table("appeal")
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_plan_id"))

    op.drop_table("decision")

    with op.batch_alter_table("proposal", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_proposal_open",
            sqlite_where=sa.text("confirmed_at is null and withdrawn_at is null"),
            postgresql_where=sa.text("confirmed_at is null and withdrawn_at is null"),
        )

    op.drop_table("proposal")
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_plan_id"))

    op.drop_table("application")
    op.drop_table("totp_factor")
    with op.batch_alter_table("signed_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signed_in_person_id"))

    op.drop_table("signed_in")
    op.drop_table("recovery_code")
    with op.batch_alter_table("password_reset", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_password_reset_person_id"))

    op.drop_table("password_reset")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_person_id"))

    op.drop_table("passkey")
    with op.batch_alter_table("address_change", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_address_change_person_id"))

    op.drop_table("address_change")
    op.drop_table("published_head")
    op.drop_table("person")
    with op.batch_alter_table("outbox_mail", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_outbox_mail_due_at"))

    op.drop_table("outbox_mail")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_folded_address"))

    op.drop_table("invitation")


def _freeze(table: str) -> None:
    """What this table keeps is neither changed nor deleted, whoever asks."""
    if op.get_bind().dialect.name == "sqlite":
        for step in ("update", "delete"):
            op.execute(
                f"create trigger {table}_is_never_{step}d before {step} on {table} "
                f"begin select raise(abort, '{table} is never {'changed' if step == 'update' else 'deleted'}'); end"
            )
        return
    for step in ("update", "delete"):
        op.execute(
            f"create trigger {table}_is_never_{step}d before {step} on {table} "
            "for each row execute function refuse_change()"
        )
    op.execute(
        f"create trigger {table}_is_never_emptied before truncate on {table} "
        "for each statement execute function refuse_change()"
    )


def _freeze_in_real_rounds(table: str) -> None:
    """Likewise, but that the rows of a demonstration can be deleted."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"create trigger {table}_is_never_updated before update on {table} "
            f"begin select raise(abort, '{table} is never changed'); end"
        )
        op.execute(
            f"create trigger {table}_is_never_deleted before delete on {table} when {REAL_ROUND} "
            f"begin select raise(abort, '{table} is never deleted'); end"
        )
        return
    for step, refuse in (("update", "refuse_change"), ("delete", "refuse_change_of_real_round")):
        op.execute(
            f"create trigger {table}_is_never_{step}d before {step} on {table} for each row execute function {refuse}()"
        )
    op.execute(
        f"create trigger {table}_is_never_emptied before truncate on {table} "
        "for each statement execute function refuse_change()"
    )


def _unfreeze(table: str) -> None:
    """Take the triggers away."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    for step in ("updated", "deleted") if sqlite else ("updated", "deleted", "emptied"):
        op.execute(f"drop trigger {table}_is_never_{step}" + ("" if sqlite else f" on {table}"))
