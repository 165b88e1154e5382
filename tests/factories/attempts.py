"""What somebody may try against each named check of the database, as SQL in the place of a column's value."""

from collections.abc import Mapping

Changes = Mapping[str, str]
"""Columns and the SQL that takes their place in the copy of a row."""

NO_LEVEL = {"level": "null", "confidence": "null"}
A_LEVEL = {"level": "1", "silence": "null", "confidence": "'low'"}
AN_AMENDMENT = {"number": "2", "change": "'amended'", "in_force_from": "due_starts"}
NOBODY_S_MEMBER = (
    {"office": "'ngo'", "organisation": "''", "lead": "false"},
    {"office": "'officer'", "organisation": "'open-ledger'", "lead": "false"},
)
ATTEMPTS: Mapping[str, tuple[Changes, ...]] = {
    "ck_accreditation_accreditationstate": ({"state": "'bribed'"},),
    "ck_answer_to_reply_answerkind": ({"kind": "'shrugged'"},),
    "ck_appeal_agreed_is_settled": ({"agreed_by": "'another'", "settled_at": "null"},),
    "ck_appeal_an_outcome_is_somebody_s": ({"outcome_by": "null"}, {"outcome": "null", "settled_at": "null"}),
    "ck_appeal_settled_with_an_outcome": ({"outcome": "null", "outcome_by": "null"},),
    "ck_appeal_two_officers_agree": ({"agreed_by": "outcome_by"},),
    "ck_audit_entry_counts_from_one": ({"sequence": "0"},),
    "ck_audit_entry_digest_is_sha256": ({"digest": "'abc'"},),
    "ck_audit_entry_office": ({"office": "'king'"},),
    "ck_band_level_or_silence": ({"level": "1", "silence": "'not_yet_due'"}, {"level": "null", "silence": "null"}),
    "ck_band_silence": ({"level": "null", "silence": "'shrug'"},),
    "ck_commitment_not_its_own_parent": ({"parent_id": "id"},),
    "ck_conflict_of_interest_conflict": ({"conflict": "'envy'"},),
    "ck_conflict_of_interest_conflictlevel": ({"level": "'a little'"},),
    "ck_correction_confirmed_by_somebody": ({"confirmed_by": "null"}, {"confirmed_at": "null"}),
    "ck_correction_confirmed_or_withdrawn": ({"withdrawn_at": "confirmed_at"},),
    "ck_correction_two_officers_decide": ({"confirmed_by": "proposed_by"},),
    "ck_counted_answer_counting": ({"counting": "'perhaps'"},),
    "ck_decision_accreditationstate": ({"state": "'bribed'", "ends_on": "null"},),
    "ck_decision_an_application_is_no_decision": ({"state": "'applied'", "ends_on": "null"},),
    "ck_decision_officers_say_why": ({"reason": "null"},),
    "ck_decision_only_an_accreditation_has_a_term": (
        {"state": "'accredited'", "ends_on": "null"},
        {"state": "'declined'", "ends_on": "'2031-12-31'"},
    ),
    "ck_decision_two_officers_or_the_calendar": (
        {"proposal_id": "null"},
        {"state": "'expired'", "ends_on": "null", "reason": "null"},
    ),
    "ck_draft_revisions_count_from_one": ({"revision": "0"},),
    "ck_edition_change": (AN_AMENDMENT | {"change": "'reworded'"},),
    "ck_edition_counts_from_one": (AN_AMENDMENT | {"number": "0"},),
    "ck_edition_due_starts_before_it_ends": (
        {"due_starts": "(select max(due_starts) from edition)", "due_ends": "(select min(due_starts) from edition)"},
    ),
    "ck_edition_later_editions_say_when_and_why": (
        {"number": "2"},
        {"change": "'amended'"},
        {"in_force_from": "due_starts"},
    ),
    "ck_extension_later_than_before": ({"closes_now": "closed_before"}, {"closed_before": "closes_now"}),
    "ck_invitation_acts_for_an_organisation_or_not": NOBODY_S_MEMBER,
    "ck_invitation_has_a_person_s_office": ({"office": "'operator'"},),
    "ck_invitation_office": ({"office": "'king'"},),
    "ck_invitation_only_an_ngo_has_a_lead": ({"lead": "true"},),
    "ck_level_value_is_a_small_number": ({"value": "10"}, {"value": "-10"}),
    "ck_membership_not_its_own_member": ({"group_id": "organisation_id"},),
    "ck_organisation_organisationkind": ({"kind": "'cabal'"},),
    "ck_organisation_sector": ({"sector": "'underworld'"},),
    "ck_outbox_mail_attempts_are_counted": ({"attempts": "-1"},),
    "ck_passkey_uses_are_counted": ({"uses": "-1"},),
    "ck_person_acts_for_an_organisation_or_not": NOBODY_S_MEMBER,
    "ck_person_has_a_person_s_office": (
        {"office": "'operator'"},
        {"office": "'demonstration'"},
        {"office": "'reader'"},
    ),
    "ck_person_office": ({"office": "'king'"},),
    "ck_person_only_an_ngo_has_a_lead": (
        {"lead": "true"},
        {"office": "'reporter'", "organisation": "'x'", "lead": "true"},
    ),
    "ck_plan_starts_before_it_ends": ({"starts": "ends", "ends": "starts"},),
    "ck_proposal_accreditationstate": ({"state": "'bribed'", "ends_on": "null"},),
    "ck_proposal_confirmed_by_somebody": ({"confirmed_by": "null"}, {"confirmed_at": "null"}),
    "ck_proposal_confirmed_or_withdrawn": ({"withdrawn_at": "confirmed_at"},),
    "ck_proposal_only_an_accreditation_has_a_term": (
        {"state": "'accredited'", "ends_on": "null"},
        {"state": "'declined'", "ends_on": "'2031-12-31'"},
    ),
    "ck_proposal_something_to_decide": (
        {"state": "'applied'", "ends_on": "null"},
        {"state": "'expired'", "ends_on": "null"},
    ),
    "ck_proposal_two_officers_decide": ({"confirmed_by": "proposed_by"},),
    "ck_reply_evidence_url_is_a_web_address": ({"url": "'javascript:alert(1)'"}, {"url": "''"}),
    "ck_report_draft_revisions_count_from_one": ({"revision": "0", "submitted": "0"},),
    "ck_report_draft_submitted_what_was_saved": ({"submitted": "revision + 1"}, {"submitted": "-1"}),
    "ck_report_evidence_url_is_a_web_address": ({"url": "'javascript:alert(1)'"}, {"url": "''"}),
    "ck_report_submission_counts_from_one": ({"version": "0"},),
    "ck_report_submission_receipt_is_sha256": ({"receipt": "'abc'"},),
    "ck_research_note_revisions_count_from_one": ({"revision": "0"},),
    "ck_research_note_says_something": ({"text": "''"},),
    "ck_revised_level_level_is_a_small_number": ({"level": "10"}, {"level": "-10"}),
    "ck_round_closed_once_closed": ({"closed_at": "null"}, {"state": "'open'", "published_at": "null"}),
    "ck_round_opens_before_it_closes": ({"opens_at": "closes_at"},),
    "ck_round_period_starts_before_it_ends": ({"period_starts": "period_ends", "period_ends": "period_starts"},),
    "ck_round_published_once_published": ({"published_at": "null"}, {"state": "'closed'"}),
    "ck_round_quorum_is_positive": ({"quorum": "0"},),
    "ck_round_reply_window_is_not_negative": ({"reply_days": "-1"},),
    "ck_round_roundstate": ({"state": "'lost'", "published_at": "null"},),
    "ck_rubric_counts_from_one": ({"version": "0"},),
    "ck_score_confidence": (A_LEVEL | {"confidence": "'total'"},),
    "ck_score_confidence_with_a_level": (
        A_LEVEL | {"confidence": "null"},
        {"level": "null", "silence": "'unable'", "confidence": "'low'"},
    ),
    "ck_score_evidence_url_is_a_web_address": ({"url": "'data:text/html,x'"},),
    "ck_score_level_is_a_small_number": (A_LEVEL | {"level": "10"},),
    "ck_score_level_or_silence": (NO_LEVEL | {"silence": "null"}, A_LEVEL | {"silence": "'unable'"}),
    "ck_score_silence": (NO_LEVEL | {"silence": "'shrug'"},),
    "ck_self_report_counts_from_one": ({"sequence": "0"},),
    "ck_self_report_level_is_a_small_number": ({"level": "10", "silence": "null"},),
    "ck_self_report_level_or_silence": (
        {"level": "null", "silence": "null"},
        {"level": "1", "silence": "'not_yet_due'"},
    ),
    "ck_self_report_raw_value_with_a_crosswalk": (
        {"crosswalk_id": "null", "raw": "'70'"},
        {"crosswalk_id": "(select id from crosswalk limit 1)", "raw": "null"},
    ),
    "ck_self_report_silence": ({"level": "null", "silence": "'shrug'"},),
    "ck_snapshot_corrections_say_why": ({"version": "2"}, {"correction": "(select name from round limit 1)"}),
    "ck_snapshot_counts_from_one": ({"version": "0", "correction": "(select name from round limit 1)"},),
    "ck_snapshot_digest_is_sha256": ({"digest": "'abc'"},),
    "ck_stakeholder_commitment_or_edition": (
        {"commitment_id": "null", "edition_id": "null"},
        {"commitment_id": "(select id from commitment limit 1)", "edition_id": "(select id from edition limit 1)"},
    ),
    "ck_stakeholder_role": ({"role": "'bystander'"},),
    "ck_stakeholder_sector": ({"sector": "'underworld'"},),
    "ck_submission_counts_from_one": ({"version": "0"},),
    "ck_submission_receipt_is_sha256": ({"receipt": "'abc'"},),
}

STRICTER = {
    "ck_invitation_office": "ck_invitation_has_a_person_s_office",
    "ck_person_office": "ck_person_has_a_person_s_office",
}
"""What may refuse first, where a check that somebody wrote is stricter than the one that comes with a type."""
