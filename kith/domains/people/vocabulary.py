"""The codes for what matters to somebody, and the words that pages show for them.

Asked once, used by the directory, the library and appointments. Codes never change; labels may.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ForWhom(models.TextChoices):
    """For whom somebody is looking."""

    ME = "me", _("For me")
    MY_CHILD = "my_child", _("For my child")
    MY_FAMILY = "my_family", _("For my family")


class Area(models.TextChoices):
    """Anything that affects health belongs here (R004-61); `own` is the person's own heading."""

    MONEY = "money", _("Money")
    HOME = "home", _("Home")
    WORK = "work", _("Work")
    BODY = "body", _("Body")
    MIND = "mind", _("Mind and feelings")
    PEOPLE = "people", _("People and company")
    PURPOSE = "purpose", _("Purpose")
    FUN = "fun", _("Fun")
    SAFETY = "safety", _("Feeling safe")
    PLACE = "place", _("Where I live")
    FAITH = "faith", _("Faith")
    CULTURE = "culture", _("Culture")
    DIGITAL = "digital", _("Phones and computers")
    OWN = "own", _("Something else")


class Attitude(models.TextChoices):
    """How somebody feels about a thing to do."""

    LIKE = "like", _("I like")
    LOVED = "loved", _("I used to love")
    TRY = "try", _("I want to try")
    NOT_FOR_ME = "not_for_me", _("Not for me")
    BY_NAME = "by_name", _("I am asking for this by name")


class Barrier(models.TextChoices):
    """What can make going somewhere hard (R001-9): each one changes what is suggested or what is said about it."""

    SENSORY = "sensory", _("Noise, bright lights or crowds")
    NEW_PEOPLE = "new_people", _("Meeting new people")
    VOICES = "voices", _("Hearing voices or seeing things")
    TIRED = "tired", _("Getting tired quickly")
    EATING = "eating", _("Eating, food or talk about weight")
    TRAUMA = "trauma", _("Things that bring back the past")
    GOING_OUT = "going_out", _("Leaving home")
    PAIN = "pain", _("Pain, or moving about")
    MEMORY = "memory", _("Remembering or concentrating")
    ALCOHOL = "alcohol", _("Being near alcohol or drugs")
    GAMBLING = "gambling", _("Being near gambling")


class AccessCode(models.TextChoices):
    """What a place needs to have. The first eight are facts the directory keeps; the others are asked by phone."""

    STEP_FREE = "step_free", _("A way in without steps")
    ACCESSIBLE_TOILET = "accessible_toilet", _("An accessible toilet")
    HEARING_LOOP = "hearing_loop", _("A hearing loop")
    PARKING = "parking", _("Parking for Blue Badge holders")
    PUBLIC_TRANSPORT = "public_transport", _("A bus, tram or train close by")
    QUIET_SPACE = "quiet_space", _("A quiet space")
    SIGN_LANGUAGE = "sign_language", _("Sign language")
    CHILDCARE = "childcare", _("Childcare, or children can come")
    ASSISTANCE_DOG = "assistance_dog", _("My assistance dog can come")
    SIGHTED_GUIDE = "sighted_guide", _("Somebody to guide me, as I do not see well")
    PLAIN_WORDS = "plain_words", _("Easy words or Easy Read")


class TravelMode(models.TextChoices):
    WALK = "walk", _("On foot")
    WHEELS = "wheels", _("By wheelchair or scooter")
    CYCLE = "cycle", _("By bike")
    BUS = "bus", _("By bus or tram")
    TRAIN = "train", _("By train")
    LIFT = "lift", _("Somebody drives me")
    TAXI = "taxi", _("By taxi")
    CAR = "car", _("I drive")


class DayPart(models.TextChoices):
    MORNING = "morning", _("Mornings")
    AFTERNOON = "afternoon", _("Afternoons")
    EVENING = "evening", _("Evenings")


class Energy(models.TextChoices):
    """How much there is at the moment; low brings gentler things first (R004-53)."""

    LOW = "low", _("Not much")
    SOME = "some", _("Some")
    PLENTY = "plenty", _("Plenty")


class Company(models.TextChoices):
    ALONE = "alone", _("On my own")
    WITH_SOMEONE = "with_someone", _("With someone")
    EITHER = "either", _("Either is fine")


class Setting(models.TextChoices):
    """Open to everyone is what we suggest first; a person can choose (R001-3)."""

    OPEN = "open", _("Things open to everyone")
    CLINICAL = "clinical", _("Things run by health services")
    EITHER = "either", _("Both are fine")


class SingleSex(models.TextChoices):
    WOMEN = "women", _("Only women")
    MEN = "men", _("Only men")


class Belonging(models.TextChoices):
    """Groups somebody counts themselves to and would like to be welcome as. Asked, never guessed."""

    WOMEN = "women", _("Women")
    MEN = "men", _("Men")
    PARENTS = "parents", _("Parents")
    OLDER_PEOPLE = "older_people", _("Older people")
    CARERS = "carers", _("People who look after someone")
    LGBT = "lgbt", _("LGBTQ+ people")
    DISABLED_PEOPLE = "disabled_people", _("Disabled people")
    LEARNING_DISABILITY = "learning_disability", _("People with a learning disability")
    AUTISTIC_PEOPLE = "autistic_people", _("Autistic people")
    DEMENTIA = "dementia", _("People with dementia")
    DEAF_PEOPLE = "deaf_people", _("Deaf people")
    BLIND_PEOPLE = "blind_people", _("Blind and partially sighted people")
    VETERANS = "veterans", _("People from the armed forces")
    REFUGEES = "refugees", _("People who came here from another country")
    BEREAVED = "bereaved", _("People who lost somebody")
    STUDENTS = "students", _("Students")
    HOMELESS = "homeless", _("People without a home")
    DRUGS_OR_ALCOHOL = "drugs_or_alcohol", _("People who want help with drugs or alcohol")
