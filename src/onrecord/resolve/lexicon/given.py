"""Common given names of English-language news, told by gender: a hint for "he" and "she".

Names that both women and men bear are left out. What the page itself says (Mr., "his wife", an
earlier pronoun) always counts for more than this list.
"""

MALE = frozenset(
    """aaron abdul abdullah abraham adam adrian ahmad ahmed aidan akira alan albert alberto alejandro
    alexander alexei alfred ali allen amir anatoly anders andre andreas andrei andrew andrey angus
    anthony anton antonio antony archie arjun arnold arthur asif barry ben benjamin benny bernard
    bernie bill billy bob bobby boris brad bradley brandon brendan brett brian bruce bruno bryan
    callum carl carlos cecil charles charlie chris christian christoph christopher chuck claude
    clint clive colin craig cyril dale damian dan daniel darren dave david dean declan dennis derek
    desmond dick diego dieter dimitri dirk dmitri dmitry dominic don donald doug douglas duncan
    dwight earl ed eddie edgar edmund eduardo edward edwin elias elijah elliot emil emmanuel enrique
    eric erik ernest ethan eugene evan fabian farid felipe felix fergus fernando francesco francisco
    francois frank franklin franz fred frederick fritz gareth garry gary gavin gene geoff geoffrey
    george gerald gerard gerhard gianni gideon giorgio giovanni giuseppe glenn gordon graham greg
    gregory guido guillermo gunther gus gustav guy hamid hamish hank hans harold harry hasan hassan
    hector heinz helmut henri henrik henry herbert herman hiroshi howard hugh hugo hussein ian
    ibrahim igor imran isaac ismail ivan jack jacob jacques jaime jake jamal james jared jason
    javier jay jean-claude jeb jeff jeffrey jens jeremy jerome jerry jim jimmy joachim joao joe joel
    johan john johnny jonas jonathan jorge jose josef joseph josh joshua juan julian julius jurgen
    justin kareem karl keith kenneth kenny kevin khalid kirk klaus kofi konstantin kurt kyle lance
    larry lars laurent lawrence lenny leo leon leonard leonid liam lou louis luca lucas luigi luis
    luke magnus mahmoud malcolm manuel marcel marco marcus mario mark markus martin marvin matt
    matteo matthew matthias maurice max maxim michael michel miguel mike mikhail milan mitch mitt
    mohamed mohammad mohammed moses muhammad mustafa narendra nathan ned neil nelson newt niall
    nicholas nicolas nigel nikolai nikos noah norman oleg oliver olivier omar oscar osman otto owen
    pablo paolo pascal patrick paul paulo pavel pedro per pete peter phil philip philippe pierre
    piotr rafael rahul rajesh ralph ramon randy rashid raul ravi ray raymond reggie reginald rene
    ricardo richard rick rob robert roberto rodney rodrigo roger rohan roland rolf ron ronald rory
    ross roy rudolf rudy rupert russell ryan saeed salman salvador samir sammy samuel sanjay scott
    sean sebastian sergei sergey sergio seth seymour sidney silvio simon stan stanley stefan sten
    stephen steve steven stewart stuart sunil sven tariq ted terence terrence theo theodore thomas
    tim timothy tobias toby todd tom tomas tommy tony travis trevor trey tyler ulrich umar vaclav
    vernon victor vikram viktor vince vincent vitaly vladimir volodymyr wade walter warren wayne
    wendell werner wes wilhelm will william winston wolfgang xavier yuri yusef yusuf zach zachary""".split()
)

FEMALE = frozenset(
    """abigail ada adele agnes agnieszka aisha alessandra alexandra alice alicia alison allison amal
    amanda amber amelia amina amy ana anastasia angela angelina angelique anita anjali ann anna anne
    annette annie antonia anya aoife april astrid audrey ava barbara beatrice beatriz becky bella
    bernadette beth betsy betty beverly bianca birgit brenda bridget brigitte bronwyn camila carla
    carmen carol carolina caroline carolyn carrie catherine cathy cecilia celia charlene charlotte
    chelsea cheryl chiara chloe christina christine cindy claire clara clare claudia colleen
    condoleezza connie constance corinne cristina cynthia daisy daniela daphne dawn debbie deborah
    debra deepa deirdre denise diana diane dianne dolores donna dora doris dorothy edith eileen
    eilidh elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa emilia emily emma
    erica erika erin esther eva eve evelyn ewa farah fatima faye federica felicity fiona flora
    florence frances francesca gabriela gail gemma geraldine gertrude gina giorgia giulia gloria
    grace greta guadalupe gudrun gwen hanna hannah harriet hayley heather heidi helen helena helga
    hilary hilda hillary hope ida ilse imelda imogen ines inga ingrid irene irina iris isabel
    isabella isabelle ivana ivanka jacinda jacqueline jamila jane janet janice jeanne jenna jennifer
    jenny jessica jill joan joanna joanne jocelyn josephine joy joyce juanita judith judy julia
    juliana julie june kamala karen karin karina katarina katarzyna kate katharine katherine
    kathleen kathryn kathy katie kayla keiko kellyanne khadija kirsten kirsty kristen kristin laila
    lakshmi lara larissa laura lauren leah leila lena leticia lily linda lisa liv liz lois loretta
    lori lottie louise lucia lucy ludmila ludmilla lydia lynda lynn mabel madeleine magdalena maggie
    mairead malala manuela mara marcela margaret margarita margot maria mariam mariana marianne
    marie marilyn marina marine marissa marjorie marta martha martina mary maryam mathilde matilda
    maureen maxine meena meera megan megyn melania melanie melinda melissa mercedes meredith mia
    michelle mildred mimi miranda mireille miriam moira molly mona monica monika muriel nadia nadine
    nancy naomi natalia natalie natasha nazanin nell nellie niamh nicola nicole nikki nina noelle
    noor nora norma odette odile oksana olena olga olivia ophelia ottilie paige pamela paola parvati
    patricia patty paula pauline peggy penelope penny petra phoebe phyllis pilar pippa polly
    priscilla priti priya rachel raquel rebecca regina renata renee rhonda rita roberta robyn rocio
    rosa rosalie rosalind rosanna rose rosemary roxanne ruth sabine sabrina sadie sally samantha
    samira sandra saoirse sara sarah selma shannon sharon sheila shelley sheryl shirin shirley
    sigrid silvia simone simran siobhan sofia sonia sonya sophia sophie stacey stella stephanie sue
    sunita susan susanna suzanne svetlana sybil sylvia tabitha tamara tammy tanya tara tatiana
    teresa tess theresa therese tina tonya tracy trudy ulla ursula valentina valerie vanessa vera
    verity veronica vicky victoria viola violet virginia vivian wanda wendy whitney wilma winifred
    ximena yasmin yasmine yelena yolanda yulia yvette yvonne zainab zara zeinab zoe zofia""".split()
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
