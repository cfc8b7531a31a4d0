"""Addresses of people's pages."""

from django.urls import path

from kith.domains.people.views import admin, desk, joining, keys, opening, second_step, signing_in
from kith.domains.people.views.you import choices, leaving, privacy, recovery, sheet

app_name = "people"

joining_urls = [
    path("join", joining.join, name="join"),
    path("join/pin", joining.join_pin, name="join-pin"),
    path("join/safety", joining.join_safety, name="join-safety"),
    path("join/name", joining.join_name, name="join-name"),
    path("join/agree", joining.join_agree, name="join-agree"),
    path("join/password", joining.join_password, name="join-password"),
    path("join/sheet", joining.join_sheet, name="join-sheet"),
    path("join/open", opening.join_open, name="join-open"),
    path("join/open/code", opening.join_code, name="join-code"),
]
sign_in_urls = [
    path("sign-in", signing_in.sign_in, name="sign-in"),
    path("sign-in/help", signing_in.sign_in_help, name="sign-in-help"),
    path("sign-in/phone", second_step.second_step, name="second-step"),
    path("sign-in/phone/picture", second_step.second_step_picture, name="second-step-picture"),
    path("sign-out", signing_in.sign_out, name="sign-out"),
    path("invited/<str:token>", second_step.invited, name="invited"),
]
desk_urls = [
    path("desk/people", desk.people, name="people"),
    path("desk/people/new", desk.person_new, name="person-new"),
    path("desk/people/<uuid:person_id>", desk.person, name="person"),
    path("desk/people/<uuid:person_id>/contact", desk.person_contact, name="person-contact"),
    path("desk/people/<uuid:person_id>/together", desk.together, name="together"),
    path("desk/people/<uuid:person_id>/together/end", desk.together_end, name="together-end"),
    path("desk/people/<uuid:person_id>/colleague", desk.involve, name="involve"),
    path("desk/people/<uuid:person_id>/ends/<uuid:involvement_id>", desk.involvement_end, name="involvement-end"),
    path("desk/people/<uuid:person_id>/key", keys.key_new, name="key-new"),
    path("desk/people/<uuid:person_id>/key/sheet", keys.key_sheet, name="key-sheet"),
    path("desk/people/<uuid:person_id>/key/<uuid:key_id>", keys.key_revoke, name="key-revoke"),
    path("desk/phone", second_step.my_second_step, name="my-second-step"),
    path("desk/phone/codes", second_step.spare_codes, name="spare-codes"),
]
admin_urls = [
    path("desk/admin/people", admin.staff_list, name="staff"),
    path("desk/admin/people/new", admin.staff_new, name="staff-new"),
    path("desk/admin/people/<uuid:person_id>", admin.staff_page, name="staff-member"),
    path("desk/admin/people/<uuid:person_id>/roles/<uuid:held_id>", admin.role_end, name="role-end"),
    path("desk/admin/people/<uuid:person_id>/link", admin.staff_link, name="staff-link"),
    path("desk/admin/people/<uuid:person_id>/leave", admin.staff_leave, name="staff-leave"),
    path("desk/admin/teams", admin.team_list, name="teams"),
]
you_urls = [
    path("you", choices.you, name="you"),
    path("you/display", choices.display, name="display"),
    path("you/language", choices.language, name="language"),
    path("you/notifications", choices.notifications, name="notifications"),
    path("you/notifications/where", choices.where, name="where"),
    path("you/privacy", privacy.privacy, name="privacy"),
    path("you/emergency-sheet", sheet.emergency_sheet, name="emergency-sheet"),
    path("you/devices", privacy.devices, name="devices"),
    path("you/devices/others/end", privacy.devices_end, name="devices-end"),
    path("you/devices/<int:visit_id>/end", privacy.device_end, name="device-end"),
    path("you/recovery", recovery.recovery, name="recovery"),
    path("you/recovery/sheet", recovery.recovery_sheet, name="recovery-sheet"),
    path("you/download", leaving.download, name="download"),
    path("you/download/<uuid:copy_id>", leaving.download_file, name="download-file"),
    path("you/close", leaving.close, name="close"),
    path("you/close/keep-open", leaving.keep_open, name="keep-open"),
]

urlpatterns = [*joining_urls, *sign_in_urls, *desk_urls, *admin_urls, *you_urls]
