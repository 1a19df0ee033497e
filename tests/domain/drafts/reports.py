"""News items and statements written for these tests, and what is to be read in each.

Each is (published, text, signed on, parties, milestones); a milestone is an ISO date, or a date cut
to its month or year, or a period whose start the text leaves open.
"""

# ruff: noqa: E501 - a text of the tests is kept on one line

Report = tuple[str | None, str, str | None, set[str], set[str]]

REPORTS: tuple[Report, ...] = (
    ("2024-05-15", "Norway and Iceland sign herring pact\n\nOSLO, May 15 - Norway and Iceland signed an agreement on Tuesday that divides the spring herring quota between them until the end of 2027, the two governments said.\n\nThe deal must be approved by both parliaments by 1 October.", "2024-05-14", {"NO", "IS"}, {"2027", "2024-10-01"}),
    ("2025-02-10", "Kenya, Uganda reach deal on railway\n\nNairobi - Kenya and Uganda have agreed to finish the railway link between Naivasha and Malaba by June 2028. Talks had dragged on for six years. The agreement was signed in Nairobi on Friday by the two transport ministers.", "2025-02-07", {"KE", "UG"}, {"2028-06"}),
    ("2023-04-26", "72-hour truce begins in Sudan\n\nA 72-hour ceasefire between the Sudanese army and the Rapid Support Forces took effect on Tuesday, the United States said. Fighting had killed more than 400 people in ten days.", None, {"SD", "RSF"}, {"2023-04-28"}),
    ("2025-07-29", "EU and Indonesia conclude trade deal\n\nBRUSSELS - The European Union and Indonesia said on Tuesday that they had concluded a free trade agreement after nine years of negotiations. Tariffs on 80 percent of goods will be abolished within one year of entry into force. The two sides expect to sign the text in the first half of 2026.", None, {"EU", "ID"}, {"P1Y", "2026-06"}),
    ("2022-03-03", "Moldova and Romania agree on gas link\n\nChisinau, 3 March - Moldova and Romania today signed a memorandum of understanding under which Romania will supply gas through the new pipeline from 1 December 2022.", "2022-03-03", {"MD", "RO"}, {"2022-12-01"}),
    ("2024-11-27", "Israel and Hezbollah truce\n\nA 60-day ceasefire between Israel and Hezbollah began at 4 a.m. on Wednesday. Israeli troops are to leave southern Lebanon within 60 days. The conflict erupted in October 2023.", None, {"IL", "HEZBOLLAH"}, {"2025-01-26"}),
    ("2021-08-18", "India, Nepal extend water accord\n\nKATHMANDU: India and Nepal extended their agreement on sharing the waters of the Mahakali by two years, officials said. It had been due to lapse at the end of this month.", None, {"IN", "NP"}, {"P2Y"}),
    ("2026-01-20", "Canada and China ease tariffs\n\nCanada and China said they had reached a preliminary trade agreement. Under the deal, China is expected to lower tariffs on canola seed to about 15 percent by March 1, while Canada will admit up to 49,000 electric vehicles a year. A review is planned within three years.", None, {"CA", "CN"}, {"2026-03-01", "P3Y"}),
    ("2019-06-11", "Mexico and US strike migration deal\n\nMexico agreed on Friday to send troops to its southern border, and the United States suspended tariffs that were to start on Monday. The two governments will assess the results in 45 days.", None, {"MX", "US"}, {"P45D"}),
    ("2020-11-11", "Armenia, Azerbaijan and Russia sign peace deal\n\nThe leaders of Armenia, Azerbaijan and Russia signed a statement on Tuesday ending six weeks of fighting over Nagorno-Karabakh. Armenia will hand over the Kalbajar district by 15 November and the Lachin district by 1 December. Russian peacekeepers will stay for five years.", "2020-11-10", {"AM", "AZ", "RU"}, {"2020-11-15", "2020-12-01", "P5Y"}),
    ("2025-10-30", "US and South Korea seal shipbuilding accord\n\nGYEONGJU, South Korea, Oct. 30 - The United States and South Korea signed a shipbuilding cooperation agreement here on Wednesday. A joint committee will hold its first meeting next month, and the yards are to be expanded by 2030.", "2025-10-29", {"US", "KR"}, {"2025-11", "2030"}),
    ("2018-09-20", "Koreas agree to close range\n\nPYONGYANG - South Korea and North Korea agreed on Wednesday to dismantle eleven guard posts by the end of December and to halt artillery drills near the border from November 1.", None, {"KR", "KP"}, {"2018-12", "2018-11-01"}),
    ("2024-01-09", "Ethiopia signs port deal with Somaliland; Somalia protests\n\nSomalia rejected on Monday the memorandum that Ethiopia signed with Somaliland on January 1. Ethiopia would lease 20 km of coast for 50 years.", "2024-01-01", {"ET", "SO"}, set()),
    ("2025-05-12", "US, China slash tariffs for 90 days\n\nGENEVA, May 12 - The United States and China agreed on Monday to cut most of their tariffs for 90 days. The measures take effect by May 14. Since April, US duties on Chinese goods had reached 145 percent.", None, {"US", "CN"}, {"P90D", "2025-05-14"}),
    ("2022-07-22", "Ukraine, Russia sign grain deal\n\nISTANBUL - Russia and Ukraine signed separate agreements with Turkey and the United Nations on Friday to reopen ports for grain. The deal is valid for 120 days and can be renewed.", "2022-07-22", {"RU", "UA", "TR", "UN"}, {"2022-11-19"}),
    ("2023-03-10", "Iran and Saudi Arabia to restore ties\n\nDubai, March 10 - Iran and Saudi Arabia agreed on Friday to resume diplomatic relations and to reopen their embassies within two months, according to a joint statement issued with China.", None, {"IR", "SA"}, {"2023-05-10"}),
    ("2026-03-02", "Fact Sheet: Partnership with Peru\n\nToday the United States and Peru signed a memorandum of understanding on copper. Peru will invite bids for three mines within 120 days. The United States will lend up to $500 million over the next five years.", "2026-03-02", {"US", "PE"}, {"2026-06-30"}),
    ("2025-09-05", "Joint Statement of Poland and Lithuania\n\nWe, the foreign ministers of Poland and Lithuania, have decided to open a second road crossing by the end of 2026 and to meet again in Vilnius in spring 2026.", None, {"PL", "LT"}, {"2026", "2026-05"}),
    ("2024-02-21", "Japan and Ukraine sign tax treaty\n\nTOKYO - Japan and Ukraine signed a new tax convention in Tokyo on Monday. It will enter into force 30 days after both sides have notified each other that their procedures are complete.", "2024-02-19", {"JP", "UA"}, {"P30D"}),
    ("2021-12-13", "Spain and Morocco renew fisheries protocol\n\nMADRID - Spain and Morocco on Monday renewed their protocol on tuna fishing for four years. Vessels may sail from January 15, 2022, the Spanish ministry said.", None, {"ES", "MA"}, {"P4Y", "2022-01-15"}),
)  # fmt: skip
STORIES: tuple[Report, ...] = (
    ("2024-10-22", """India and China agree on border patrols

NEW DELHI, Oct. 22 - India and China have reached an agreement on patrolling along their disputed Himalayan border, the Indian foreign ministry said on Monday, four years after a deadly clash in the Galwan Valley.

Soldiers of the two countries fought with clubs in June 2020. At least 24 men died. Since then both armies have kept some 60,000 troops in the area, and direct flights were suspended.

Under the arrangement, patrols are to resume by the end of October. A further round of talks between special representatives will be held in Beijing on 18 December.

The 3,440 km line of control was never fully marked. In 1993 and 1996 the neighbours signed accords that ban the use of firearms near it. "We have gone back to where we were in 2020," an Indian diplomat, 58, said.

Analysts expect trade to reach $150 billion by 2026.""", None, {"IN", "CN"}, {"2024-10", "2024-12-18"}),
    ("2021-04-02", """Sudan hands back power deal

Egypt and Sudan on Thursday signed a protocol to link their electricity grids, Sudan's energy ministry said. The link now carries 80 megawatts and is to carry 300 megawatts by the end of the year, rising to 1,000 megawatts within three years.

Sudan has had power cuts for months. Its government, formed in 2019 after the fall of Omar al-Bashir, raised fuel prices twice last year.

The two ministers met in Khartoum. They last met in November 2020. The protocol replaces a contract of 2015 with a private company.""", "2021-04-01", {"EG", "SD"}, {"2021", "P3Y"}),
    ("2026-03-20", """Philippines, Vietnam to share fishing data

MANILA - The Philippines and Vietnam signed a memorandum of understanding on fisheries on Thursday, the first such deal between the two claimants in the South China Sea.

The memorandum, signed in Hanoi by the two agriculture ministers, sets up a hotline within 60 days and bans dynamite fishing from January 1, 2027. It runs for five years.

Vietnam's fleet has about 90,000 vessels. In 2016 a tribunal in The Hague ruled for Manila against Beijing. China, which rejects the ruling, did not comment.

"It took us seven years," said the Philippine minister, who is 61 and will retire in June.""", "2026-03-19", {"PH", "VN"}, {"2026-05-18", "2027-01-01", "P5Y"}),
    ("2025-06-27", """DR Congo and Rwanda sign peace agreement in Washington

The foreign ministers of the Democratic Republic of Congo and Rwanda signed a peace agreement in Washington on Friday that calls for the withdrawal of Rwandan soldiers within 90 days.

U.S. Secretary of State Marco Rubio hosted the ceremony; Qatar had mediated. The two sides will launch a regional economic framework within 90 days and set up a joint security mechanism within 30 days.

Thousands have been killed since January, when the M23 rebels, whom Kigali denies backing, took Goma. The conflict goes back to the genocide of 1994.""", "2025-06-27", {"CD", "RW"}, {"2025-09-25", "2025-07-27"}),
    ("2023-08-17", """Ecuador and China sign trade agreement

QUITO - Ecuador's congress has yet to approve the free trade agreement that the government signed with China in May. The government hopes that lawmakers will vote on it before elections on 15 October.

The agreement, signed on 10 May 2023, will do away with tariffs on 99 percent of Ecuador's exports over ten years.""", "2023-05-10", {"EC", "CN"}, set()),
    ("2025-02-28", """Press Statement: Extension of the Defense Cooperation Agreement with Palau

The United States and the Republic of Palau agreed today to extend their defense cooperation agreement until September 30, 2044. The extension will take effect upon completion of domestic procedures in both countries.

For more than 75 years our peoples have stood side by side.""", None, {"US", "PW"}, {"2044-09-30"}),
    ("2025-04-30", """Text: United States-Ukraine Reconstruction Investment Fund

WASHINGTON - The United States and Ukraine on Wednesday signed an agreement establishing a joint fund to invest in the reconstruction of Ukraine. Ukraine's parliament must ratify the agreement. The fund will pay no dividends in the first ten years. The two governments will conclude two further technical agreements within two weeks.""", "2025-04-30", {"US", "UA"}, {"2025-05-14"}),
    ("2024-09-05", """Japan, Australia extend air services

Japan and Australia exchanged notes in Canberra on 4 September to extend the arrangement on air services until the end of March 2029. Each side may now operate 40 flights a week. The next review is due in September 2026.""", "2024-09-04", {"JP", "AU"}, {"2029-03", "2026-09"}),
)  # fmt: skip
NEGATIVES = (
    ("2024-06-03", "Automaker and union reach labor contract\n\nDETROIT - Workers at the truck maker Halvorsen voted on Sunday for a four-year contract that raises wages by 22 percent by 2028. The union said the deal takes effect on July 1."),
    ("2023-09-14", "Nordbank to buy Danish rival\n\nNordbank, Sweden's second largest lender, agreed on Thursday to acquire Denmark's Jyske Finans for 3 billion euros. The companies expect to complete the merger by the end of June 2024, subject to approval by regulators in Sweden and Denmark."),
    ("2025-01-17", "Deadline looms as Freedonia demands troops leave\n\nRussia gave Georgia an ultimatum on Friday: withdraw its police from the village by 1 February or face new sanctions. Georgia said that it would not bow to threats."),
    ("2022-10-05", "Talks between Serbia and Kosovo collapse\n\nBRUSSELS - Talks between Serbia and Kosovo on licence plates broke down on Wednesday without agreement. The EU said it would present a new proposal by 31 October."),
    ("2021-09-27", "Germans vote for new parliament\n\nBERLIN - The Social Democrats narrowly won Sunday's election in Germany. Coalition talks could last until Christmas. The new parliament must meet by 26 October."),
    ("2024-08-12", "Paris closes Olympic Games\n\nThe Games ended in Paris on Sunday. The flag passed to Los Angeles, which will host the next Games from 14 July 2028."),
    ("2025-03-04", "A century of the canal treaty\n\nHistorians in Panama this week recalled the 1903 treaty that let the United States dig the canal. The waterway returned to Panama on 31 December 1999. A museum is to open in 2027."),
    ("2023-05-30", "Coach signs contract extension\n\nThe Italian coach Marco Bassi signed a new contract with the English club on Tuesday. The deal runs until June 2026."),
    ("2024-10-01", "Smoking ban on beaches starts in November\n\nFrance's health minister said on Tuesday that smoking on beaches would be banned from 1 November. Fines will rise to 135 euros within six months."),
    ("2020-02-05", "Storm hits Ireland and Britain\n\nA storm crossed Ireland and the United Kingdom on Sunday. Trains will not run until Thursday, the operators said."),
    ("2025-06-18", "Airline orders 40 jets\n\nPARIS - Vietnam's SkyLotus signed a deal with the French plane maker on Wednesday for 40 jets worth $6 billion. Deliveries begin in 2028 and end by 2032."),
    ("2023-11-08", "Party leaders unveil coalition agreement\n\nMADRID - The Socialists and their partners signed a coalition agreement on Wednesday. It foresees a 37-hour working week by 2025."),
    ("2022-04-21", "Court orders ministry to publish files\n\nA court in Canada ruled on Thursday that the ministry must release the files within 30 days."),
    ("2024-03-19", "Opinion: why trade deals fail\n\nTrade agreements have a bad name. When the United States left the TPP in 2017, Japan kept going. By 2030, nobody will remember the slogans."),
    ("2026-02-02", "Iran offers to cap enrichment\n\nTEHRAN - Iran said on Monday that it was ready to cap enrichment for three years if sanctions were lifted. The United States dismissed the offer and repeated its demand for a full halt by 1 March."),
    ("2019-05-20", "Scientist wins prize\n\nThe Norwegian academy gave the prize to a Swiss chemist, 64, on Monday. She will receive it in Oslo on 10 June."),
    ("2025-08-22", "Supplier agreement\n\nThis Supply Agreement is made between Brightwell Inc. (the “Seller”), a Delaware corporation, and Kato Trading Co., Ltd. (the “Buyer”). The Buyer shall pay within 30 days of the invoice date. This Agreement shall remain in force until 31 December 2027."),
    ("2021-01-14", "Unions and port operator settle\n\nDockers in Rotterdam accepted an agreement with the terminal company on Thursday. Pay will rise by 4 percent before 1 July."),
    ("2023-02-07", "Earthquake in Turkey and Syria\n\nRescuers searched for survivors in Turkey and Syria on Tuesday. Turkey declared a state of emergency for three months in ten provinces."),
    ("2024-12-02", "Minister to visit India next week\n\nThe British foreign minister will travel to New Delhi on 9 December, her office said. She hopes to revive trade talks, which stalled in March."),
    ("2025-01-30", "US threatens Mexico and Canada with tariffs\n\nThe United States will impose a 25 percent tariff on goods from Mexico and Canada from 1 February unless the three countries reach a deal on migration, the president said on Thursday."),
    ("2024-06-14", "Germany and Scotland open European Championship\n\nGermany and Scotland meet in Munich on Friday. The final will be played in Berlin on 14 July."),
    ("2023-03-29", "Six years after Brexit vote, Britain and EU still argue\n\nBritain and the European Union signed their trade and cooperation agreement on 30 December 2020. It has been a rocky road. A review is due in 2026. Many Britons now say that leaving was a mistake."),
    ("2022-06-23", "EU leaders grant Ukraine candidate status\n\nBRUSSELS - EU leaders on Thursday made Ukraine and Moldova candidates for membership. Poland and Lithuania welcomed the move."),
    ("2025-09-12", "Court annuls Italian decree\n\nAn Italian court annulled a decree on Friday that would have let Albania host migrants. Italy and Albania had signed a protocol in November 2023. The ministry has 60 days to appeal."),
    ("2021-10-31", "World leaders gather in Glasgow\n\nLeaders arrived in Glasgow on Sunday for two weeks of climate talks. Under the Paris Agreement of 2015, countries promised to limit warming. India has not yet said when it will reach net zero; China aims for 2060."),
    ("2024-02-13", "Striking pilots and airline agree pay deal\n\nPilots at the Portuguese carrier voted to accept a three-year agreement. Their pay will rise by 9 percent from 1 April."),
    ("2020-08-24", "Steel group sells plant to Chinese rival\n\nA German steel group has agreed to sell its plant in Duisburg to a Chinese company for 120 million euros. The sale is to be completed by the end of 2020."),
    ("2019-10-19", "MPs delay vote on deal\n\nBritish lawmakers voted on Saturday to delay a decision on the withdrawal deal. The prime minister must now ask the EU for an extension until 31 January 2020."),
    ("2025-11-04", "Mayor of New York elected\n\nVoters in New York elected a new mayor on Tuesday. He takes office on 1 January 2026."),
    ("2023-06-07", "Dam breach floods southern Ukraine\n\nUkraine and Russia blamed each other on Wednesday for the breach of a dam. Thousands must leave within 48 hours, officials said."),
    ("2024-05-08", "Hungary hails Chinese visit\n\nChina's president arrived in Budapest on Wednesday for a three-day visit. Hungary's foreign minister said that 16 new agreements could be signed."),
    ("2022-02-21", "Russia recognises breakaway regions\n\nRussia's president signed decrees on Monday that recognise two regions of Ukraine as independent. He ordered troops into the area. The Minsk agreements no longer exist, he said."),
    ("2026-03-11", "North Korea rejects talks offer\n\nNorth Korea on Wednesday rejected South Korea's offer to hold talks on 1 April, calling it a farce."),
    ("2021-05-21", "Samsung and Vietnamese partner plan plant\n\nThe Korean electronics maker signed a memorandum of understanding with a Vietnamese property firm on Friday. The plant will open by 2023 and employ 4,000 workers."),
    ("2024-07-03", "Interview: the man behind the ceasefire\n\nHe was 17 when the war began. Now 62, the mediator who brought Colombia's rebels to the table in 2016 grows coffee near Cali. He plans to publish his memoirs next spring."),
    ("2025-05-27", "Bank cuts forecast for Japan and Korea\n\nThe bank lowered its growth forecast for Japan to 0.6 percent and for South Korea to 0.8 percent. A trade deal with the United States could add half a point by 2027."),
    ("2023-12-05", "Ban on single-use cups from 2024\n\nThe Dutch government said on Tuesday that cafes may not hand out plastic cups from 1 January 2024."),
    ("2025-02-14", "School exchange marks 20 years\n\nPupils from Lyon and Leipzig met for the twentieth time this week. The French and German towns signed their partnership in 2005. The next visit is planned for May."),
    ("2022-11-30", "Employment agreement\n\nThis Employment Agreement is entered into as of 1 December 2022 by and between Harbor Lines LLC (the “Company”) and Ana Duarte (the “Employee”). The term is two years. Either party may terminate on 30 days' notice."),
)  # fmt: skip
