"""The words for facts: every code that a claim or a listing may hold."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    """What a building or a group has for people's bodies and senses."""

    STEP_FREE = "step_free", _("Step-free way in")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible toilet")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    PARKING = "parking", _("Parking for Blue Badge holders")
    PUBLIC_TRANSPORT = "public_transport", _("Near a bus, tram or train")
    QUIET_SPACE = "quiet_space", _("Quiet space")
    SIGN_LANGUAGE = "sign_language", _("Sign language")
    CHILDCARE = "childcare", _("Childcare, or children can come")


class Fit(models.TextChoices):
    """How a group is with people who find groups hard (R004-28)."""

    MENTAL_HEALTH_AWARE = "mental_health_aware", _("Knows about mental health")
    SMALL_GROUP = "small_group", _("Small group, ten people or fewer")
    PEER_LED = "peer_led", _("Led by people who have been there")
    TRAUMA_INFORMED = "trauma_informed", _("Trained about trauma")
    COME_WHEN_YOU_CAN = "come_when_you_can", _("Come when you can, no sign-up")
    NEWCOMER_WELCOME = "newcomer_welcome", _("Somebody welcomes new people")


class Expect(models.TextChoices):
    """What to expect, in the provider's own words (R004-38)."""

    WHO_MEETS_YOU = "who_meets_you", _("Who meets you")
    WAY_IN = "way_in", _("How to find the door")
    NOISE = "noise", _("How noisy it is")
    TOILETS = "toilets", _("Toilets")
    WHAT_TO_BRING = "what_to_bring", _("What to bring")
    QUIET_TIME = "quiet_time", _("A quiet time to visit")


class Limit(models.TextChoices):
    """Facts that decide whether somebody can come at all."""

    IS_FREE = "is_free", _("Free of charge")
    PRICE = "price", _("What it costs")
    MINIMUM_AGE = "minimum_age", _("Youngest age")
    MAXIMUM_AGE = "maximum_age", _("Oldest age")
    OPEN_TO_EVERYONE = "open_to_everyone", _("Open to everyone")
    NEEDS_REFERRAL = "needs_referral", _("Somebody has to refer you")
    FORMATS = "formats", _("In person, online or by phone")
    SCOPE = "scope", _("How far it reaches")
    LANGUAGES = "languages", _("Languages spoken")
    OPENING = "opening", _("Days and times")
    HAS_CLOSED = "has_closed", _("Closed for good")
    SECTOR = "sector", _("Who runs it")
    CAN_JOIN = "can_join", _("Something you can join or use")
    AUDIENCES = "audiences", _("Who it is made for")
    IS_ONLY_FOR_AUDIENCES = "is_only_for_audiences", _("Only for them")


class Detail(models.TextChoices):
    """The plain details of a listing that staff may set right."""

    NAME = "name", _("Name")
    SUMMARY = "summary", _("What it is")
    PHONE = "phone", _("Phone")
    EMAIL = "email", _("Email")
    WEBSITE = "website", _("Website")
    KINDS = "kinds", _("Kinds of thing to do")
    TOPICS = "topics", _("Topics")
    CAUTIONS = "cautions", _("Cautions")


FACTS: dict[str, object] = {
    choice.value: choice.label for group in (Access, Fit, Expect, Limit, Detail) for choice in group
}


class Kind(models.TextChoices):
    """The top level of our taxonomy: what people look for first (R004-82)."""

    ARTS = "arts", _("Arts and crafts")
    MUSIC = "music", _("Music and singing")
    NATURE = "nature", _("Nature and animals")
    MOVEMENT = "movement", _("Moving and sport")
    ADVICE = "advice", _("Advice: money, home, work, rights")
    LEARNING = "learning", _("Learning and reading")
    VOLUNTEERING = "volunteering", _("Volunteering and helping out")
    FRIENDSHIP = "friendship", _("Friendship and company")
    FOOD = "food", _("Food and cooking")
    FAMILY = "family", _("Families, children and young people")
    MIND = "mind", _("Mind and feelings")
    HEALTH = "health", _("Health and living with an illness")
    CARING = "caring", _("Caring for someone")
    FAITH = "faith", _("Faith and belief")


class Format(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    PHONE = "phone", _("By phone")
    AT_HOME = "at_home", _("They come to you")


class Scope(models.TextChoices):
    """How far it reaches: a place one goes to, an area it serves, or the whole country."""

    PLACE = "place", _("At a place")
    AREA = "area", _("In an area")
    NATIONAL = "national", _("Anywhere in the country")


class PlaceKind(models.TextChoices):
    """What the point on the map is. Only a venue has a distance: an office is where the letters go."""

    VENUE = "venue", _("Where it happens")
    OFFICE = "office", _("The organisation's own address")
    AREA = "area", _("The middle of the area it serves")
    NOWHERE = "nowhere", _("No place")


class Precision(models.TextChoices):
    """How well the point on the map is known."""

    POINT = "point", _("Exact")
    POSTCODE = "postcode", _("By postcode")
    SECTOR = "sector", _("By part of a postcode")
    OUTCODE = "outcode", _("By postcode district")


class Sector(models.TextChoices):
    """Who runs it. Community comes before clinical for social needs; statutory is labelled (R001-2)."""

    COMMUNITY = "community", _("A community group or charity")
    STATUTORY = "statutory", _("The council")
    CLINICAL = "clinical", _("Health service")
    BUSINESS = "business", _("A business")


class Caution(models.TextChoices):
    """Why this is not simply suggested (settled.md): two kinds only when asked for by name, the others never."""

    SLIMMING = "slimming", _("Slimming or fasting")
    FITNESS_CHALLENGE = "fitness_challenge", _("Fitness challenge")
    WEIGHT = "weight", _("Talks about weight")
    ALCOHOL_LED = "alcohol_led", _("Built around drinking alcohol")
    GAMBLING = "gambling", _("Gambling")


class Audience(models.TextChoices):
    """For whom it was made. Alone this is a welcome; with `is_only_for_audiences` it is a limit."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    CHILDREN = "children", _("Children")
    YOUNG_PEOPLE = "young_people", _("Young people")
    PARENTS = "parents", _("Parents and families")
    OLDER_PEOPLE = "older_people", _("Older people")
    CARERS = "carers", _("Carers")
    LGBT = "lgbt", _("LGBTQ+ people")
    DISABLED_PEOPLE = "disabled_people", _("Disabled people")
    LEARNING_DISABILITY = "learning_disability", _("People with a learning disability")
    AUTISTIC_PEOPLE = "autistic_people", _("Autistic people")
    DEMENTIA = "dementia", _("People with dementia")
    DEAF_PEOPLE = "deaf_people", _("Deaf people")
    BLIND_PEOPLE = "blind_people", _("Blind and partially sighted people")
    VETERANS = "veterans", _("People from the armed forces")
    REFUGEES = "refugees", _("Refugees and migrants")
    BEREAVED = "bereaved", _("People who lost somebody")
    STUDENTS = "students", _("Students")
    HOMELESS = "homeless", _("People without a home")
    DRUGS_OR_ALCOHOL = "drugs_or_alcohol", _("People who want help with drugs or alcohol")


class SaidBy(models.TextChoices):
    """Whose word a claim is, in rising order of trust when dates are equal."""

    WORDS = "words", _("Worked out from its description")
    LIST = "list", _("The list it came from")
    VISITOR = "visitor", _("Somebody who went")
    TEAM = "team", _("Our team")
    PROVIDER = "provider", _("The people who run it")


class DayPart(models.TextChoices):
    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")
