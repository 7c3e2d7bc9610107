"""Common given names of English-language news, told by gender: a hint for "he" and "she".

Names that both women and men bear are left out. What the page itself says (Mr., "his wife", an
earlier pronoun) always counts for more than this list.
"""

MALE = frozenset(
    """aaron abdul abdullah abraham adam adrian ahmad ahmed akira alan albert alberto alejandro
    alexander alexei alfred ali allen amir anatoly anders andre andreas andrei andrew andrey angus
    anthony anton antonio antony archie arjun arnold arthur asif ben benjamin benny bernard bernie
    bill billy bob bobby boris brad bradley brandon brendan brett brian bruce bruno bryan carl
    carlos cecil charles charlie chris christian christoph christopher chuck claude clive colin
    craig cyril damian dan daniel darren dave david dean dennis derek desmond dick diego dieter
    dimitri dirk dmitri dmitry dominic don donald doug douglas duncan dwight earl ed eddie edgar
    edmund eduardo edward edwin elias elliot emil emmanuel enrique eric erik ernest ethan eugene
    evan fabian farid felipe felix fernando francesco francisco francois frank franklin franz fred
    frederick fritz gareth gary gavin gene geoff geoffrey george gerald gerard gerhard gianni
    gideon giorgio giovanni giuseppe glenn gordon graham greg gregory guido guillermo gunther
    gustav guy hamid hans harold harry hasan hassan hector heinz helmut henri henrik henry herbert
    herman hiroshi howard hugh hugo hussein ian ibrahim igor imran isaac ismail ivan jack jacob
    jacques jaime jake jamal james jared jason javier jay jean-claude jeff jeffrey jens jeremy
    jerome jerry jim jimmy joachim joao joe joel johan john johnny jonas jonathan jorge jose josef
    joseph josh joshua juan julian julius jurgen justin kareem karl keith kenneth kenny kevin
    khalid klaus kofi konstantin kurt kyle lance lars laurent lawrence leo leon leonard leonid
    liam louis luca lucas luigi luis luke magnus mahmoud malcolm manuel marcel marco marcus mario
    mark markus martin marvin matt matteo matthew matthias maurice max maxim michael michel miguel
    mike mikhail milan mitch mohamed mohammad mohammed moses muhammad mustafa narendra nathan ned
    neil nelson niall nicholas nicolas nigel nikolai nikos noah norman oleg oliver olivier omar
    oscar osman otto owen pablo paolo pascal patrick paul paulo pavel pedro per pete peter phil
    philip philippe pierre piotr rafael rahul rajesh ralph ramon randy rashid raul ravi ray
    raymond reginald rene ricardo richard rick rob robert roberto rodney rodrigo roger roland rolf
    ron ronald rory ross roy rudolf rudy rupert russell ryan saeed salman salvador samir samuel
    sanjay scott sean sebastian sergei sergey sergio seth seymour sidney silvio simon stanley
    stefan stephen sten steve steven stewart stuart sunil sven ted terence terrence theo theodore
    thomas tim timothy toby todd tom tomas tommy tony travis trevor ulrich umar vaclav victor
    viktor vince vincent vitaly vladimir volodymyr walter warren wayne werner wilhelm will william
    winston wolfgang xavier yuri yusuf zachary""".split()
)

FEMALE = frozenset(
    """abigail ada adele agnes aisha alexandra alice alicia alison allison amal amanda amber amelia
    amina amy ana anastasia angela angelina angelique anita ann anna anne annette annie antonia
    anya april astrid audrey ava barbara beatrice beatriz becky bella bernadette beth betsy betty
    beverly bianca birgit brenda bridget camila carla carmen carol carolina caroline carolyn
    carrie catherine cathy cecilia celia charlene charlotte cheryl chloe christina christine cindy
    claire clara clare claudia colleen connie constance cristina cynthia daisy daniela daphne dawn
    deborah debbie debra deirdre denise diana diane dianne dolores donna dora doris dorothy edith
    eileen elaine eleanor elena elise elisabeth eliza elizabeth ella ellen elsa emilia emily emma
    erica erika erin esther eva eve evelyn farah fatima faye felicity fiona flora florence frances
    francesca gabriela gail geraldine gertrude gina giorgia giulia gloria grace greta gwen hanna
    hannah harriet heather heidi helen helena helga hilary hillary ida imelda ingrid irene irina
    iris isabel isabella isabelle ivana ivanka jacinda jacqueline jamila jane janet janice jeanne
    jenna jennifer jenny jessica jill joan joanna joanne jocelyn josephine joy joyce juanita
    judith judy julia juliana julie june kamala karen karin karina kate katarina katharine
    katherine kathleen kathryn kathy katie kayla keiko kellyanne kirsten kristen kristin laila
    lara larissa laura lauren leah leila lena leticia lily linda lisa liz lois loretta lori louise
    lucia lucy ludmila lydia lynda lynn mabel madeleine maggie mairead malala manuela mara marcela
    margaret margarita margot maria mariana marianne marie marilyn marina marine marjorie marta
    martha martina mary maryam matilda maureen maxine megan meera melania melanie melinda melissa
    mercedes meredith mia michelle mildred mimi miranda miriam moira molly mona monica monika
    muriel nadia nancy naomi natalia natalie natasha nazanin nell nellie nicola nicole nina noor
    nora norma olena olga olivia ophelia pamela patricia patty paula pauline peggy penelope penny
    petra phoebe phyllis pippa polly priscilla priti priya rachel raquel rebecca regina renata
    renee rhonda rita roberta rosa rosalind rosanna rose rosemary roxanne ruth sabine sabrina
    sadie sally samantha samira sandra sara sarah selma shannon sharon sheila shelley sheryl
    shirley silvia simone siobhan sofia sonia sophia sophie stacey stella stephanie sue susan
    susanna suzanne svetlana sybil sylvia tabitha tamara tanya tara tatiana teresa tess theresa
    therese tina tonya tracy trudy ursula valentina valerie vanessa vera verity veronica vicky
    victoria viola violet virginia vivian wanda wendy whitney wilma winifred yasmin yolanda yulia
    yvette yvonne zainab zara zoe""".split()
)


def gender_of_given(name: str) -> str | None:
    """Tell "m" or "f" by a given name; None where the list does not know it.

    Example:
        >>> gender_of_given("Ingrid"), gender_of_given("Hugo"), gender_of_given("Xu")
        ('f', 'm', None)
    """
    key = name.lower()
    if key in MALE:
        return "m"
    return "f" if key in FEMALE else None
