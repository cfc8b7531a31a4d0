"""Who may do what with the directory: everybody may read, ask and tell; its editors keep it true."""

from kith.kernel.access import Policy, anybody, holds_role, is_the_house

edits_the_directory = holds_role("directory_editor", "administrator")

POLICY = Policy(
    "directory",
    {
        "start_import": is_the_house | edits_the_directory,
        "keep_records": is_the_house | edits_the_directory,
        "finish_import": is_the_house | edits_the_directory,
        "stop_import": is_the_house | edits_the_directory,
        "propose_merges": is_the_house | edits_the_directory,
        "report": anybody,
        "ask": anybody,
        "state_fact": edits_the_directory,
        "mark_checked": edits_the_directory,
        "answer_question": edits_the_directory,
        "settle_report": edits_the_directory,
        "merge": edits_the_directory,
        "keep_apart": edits_the_directory,
        "withdraw": edits_the_directory,
        "put_back": edits_the_directory,
    },
)
