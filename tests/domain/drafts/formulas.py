"""Formulas of signing, the day and the place that each gives."""

# ruff: noqa: E501 - a text of the tests is kept on one line

FORMULAS = (
    ("DONE in duplicate at London this 7th day of May 1962.", "1962-05-07", "London"),
    ("DONE at Wellington, this third day of November, one thousand nine hundred and eighty-nine.", "1989-11-03", "Wellington"),
    ("Done at Washington, in duplicate, this tenth day of June, 1957.", "1957-06-10", "Washington"),
    ("Signed at Paris on 5 March 1971, in two originals, both texts being equally authentic.", "1971-03-05", "Paris"),
    ("Done at Ottawa, on the 14th of October 1983, in the English and French languages.", "1983-10-14", "Ottawa"),
    ("IN WITNESS WHEREOF the undersigned have signed this Agreement.\n\nDONE at Nairobi on February 2, 2011.", "2011-02-02", "Nairobi"),
    ("IN WITNESS WHEREOF, the Parties have caused this Memorandum to be executed at Oslo this 1st day of September 2004.", "2004-09-01", "Oslo"),
    ("Signed in Singapore on the twenty-first day of August in the year two thousand and three.", "2003-08-21", "Singapore"),
    ("Done at The Hague on 18 April 1995, in two copies.", "1995-04-18", "The Hague"),
    ("Signed at Ottawa on 3 May 1994 and at Rome on 9 June 1994.", "1994-06-09", None),
    ("Canberra, 30 July 2008", "2008-07-30", "Canberra"),
    ("Geneva, June 4, 1999", "1999-06-04", "Geneva"),
    ("Done this 12th day of January 2017 at Accra in two originals.", "2017-01-12", "Accra"),
    ("Concluded at Vienna on 22 May 1969.", "1969-05-22", "Vienna"),
    ("Signed this 28 day of September, 2020, in Doha.", "2020-09-28", "Doha"),
    ("Done at Addis Ababa, Ethiopia, on 9 July 2018.", "2018-07-09", "Addis Ababa"),
    ("In faith whereof the plenipotentiaries have signed the present Treaty. Done at Madrid, the 10th day of December 1898.", "1898-12-10", "Madrid"),
    ("Made in Hanoi on 2 October 2013 in two originals, each in the Vietnamese and English languages.", "2013-10-02", "Hanoi"),
    ("Executed in duplicate at Kuala Lumpur on 26 October 2025.", "2025-10-26", "Kuala Lumpur"),
    ("Done on the ____ day of ____ 2019 at Lima.", None, None),
    ("Signed at [place] on [date].", None, None),
    ("GEDAAN te 's-Gravenhage, op 9 mei 1979, in tweevoud.", "1979-05-09", "'s-Gravenhage"),
    ("Geschehen zu Wien am 3. Oktober 1990 in zwei Urschriften.", "1990-10-03", "Wien"),
    ("Fait à Bruxelles, le 7 février 1992, en double exemplaire.", "1992-02-07", "Bruxelles"),
    ("Hecho en Buenos Aires, a los 15 días del mes de agosto de 2006.", "2006-08-15", "Buenos Aires"),
    ("Hecho en Lima el 4 de mayo de 2010, en dos ejemplares.", "2010-05-04", "Lima"),
    ("Fatto a Roma, il 12 novembre 1968.", "1968-11-12", "Roma"),
    ("Feito em Brasília, em 5 de julho de 2000, em dois exemplares.", "2000-07-05", "Brasília"),
)  # fmt: skip
