"""Who takes part: six NGOs, and eight agencies that lead milestones of the Mongolian plan."""

FIRST_OFFICER, SECOND_OFFICER = "bat@officers.example", "oyuna@officers.example"
LEAD, REPORTER = "sarnai@ngo.example", "dorj@agency.example"

NGO = "open-steppe"
"""The NGO that types everything; the other five score two milestones."""
NGO_NAMES = {"en": "Open Steppe", "mn": "Нээлттэй тал"}
OTHER_NGOS = {
    "fair-well": {"en": "Fair Well", "mn": "Шударга худаг"},
    "clear-river": {"en": "Clear River", "mn": "Тунгалаг гол"},
    "light-of-law": {"en": "Light of Law", "mn": "Хуулийн гэрэл"},
    "budget-eye": {"en": "Budget Eye", "mn": "Төсвийн нүд"},
    "citizens-word": {"en": "Citizens Word", "mn": "Иргэний үг"},
}
NGOS = (NGO, *OTHER_NGOS)

AGENCY = "ministry-of-mining-and-heavy-industry"
"""The agency that reports on everything it leads."""
AGENCY_LEADS = ("1.1", "1.2", "2.3", "2.4")
OTHER_AGENCIES = {
    "ministry-of-environment-and-tourism": "1.2",
    "ministry-of-finance": "5.1.1",
    "ministry-of-justice-and-home-affairs": "3.1",
    "ministry-of-labor-and-social-protection": "6.1",
    "ministry-of-digital-development-and-communications": "2.1",
    "ministry-of-economy-and-development": "3.2",
    "ministry-of-education-and-science": "6.8",
}
"""With the milestone that each reports on."""
ONE_MORE_AGENCY = {agency: number for agency, number in OTHER_AGENCIES.items() if number == "6.8"}
"""The one that is not going to reply."""

REASON = {
    "en": "We read the law and asked two officials.\n\nBoth said the same.",
    "mn": "Бид хуулийг уншиж, хоёр албан хаагчаас асуусан.\n\nХоёулаа нэг зүйл хэлсэн.",
}
FOUND = {"en": "The law as it was printed", "mn": "Хэвлэгдсэн хууль"}
TOLD = {
    "en": "The draft went to parliament in November.",
    "mn": "Төслийг арван нэгдүгээр сард УИХ-д өргөн барьсан.",
}
AT_STAKE = {"en": "Our treasurer’s wife works there.", "mn": "Манай нягтлангийн эхнэр тэнд ажилладаг."}
REPLY = {"en": "The annexes were published a week later.", "mn": "Хавсралтыг долоо хоногийн дараа нийтэлсэн."}
KEPT = {"en": "A week later is too late.", "mn": "Долоо хоногийн дараа бол оройтсон."}
REVISED = {"en": "We found the annexes.", "mn": "Бид хавсралтыг олсон."}
EXTENDED = {"en": "The network failed for a day.", "mn": "Сүлжээ нэг өдөр тасарсан."}
CORRECTED = {"en": "A name was misspelt.", "mn": "Нэрийг буруу бичсэн байсан."}
ACCREDITED = {"en": "It meets every criterion.", "mn": "Бүх шалгуурыг хангаж байна."}
