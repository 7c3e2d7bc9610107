"""Countries, their capitals and their people: the metonyms of the news ("Moscow", "the French")."""

# country | capital | demonym adjective | people, where it is not the adjective with an -s
_TABLE = """
Afghanistan|Kabul|Afghan
Albania|Tirana|Albanian
Algeria|Algiers|Algerian
Angola|Luanda|Angolan
Argentina|Buenos Aires|Argentine
Armenia|Yerevan|Armenian
Australia|Canberra|Australian
Austria|Vienna|Austrian
Azerbaijan|Baku|Azerbaijani
Bahrain|Manama|Bahraini
Bangladesh|Dhaka|Bangladeshi
Belarus|Minsk|Belarusian
Belgium|Brussels|Belgian
Bolivia|La Paz|Bolivian
Bosnia|Sarajevo|Bosnian
Botswana|Gaborone|Botswanan
Brazil|Brasilia|Brazilian
Britain|London|British|Britons
United Kingdom|London|British|Britons
Bulgaria|Sofia|Bulgarian
Cambodia|Phnom Penh|Cambodian
Cameroon|Yaounde|Cameroonian
Canada|Ottawa|Canadian
Chad|N'Djamena|Chadian
Chile|Santiago|Chilean
China|Beijing|Chinese|Chinese
Colombia|Bogota|Colombian
Congo|Kinshasa|Congolese|Congolese
Costa Rica|San Jose|Costa Rican
Croatia|Zagreb|Croatian|Croats
Cuba|Havana|Cuban
Cyprus|Nicosia|Cypriot
Czech Republic|Prague|Czech
Czechia|Prague|Czech
Denmark|Copenhagen|Danish|Danes
Ecuador|Quito|Ecuadorean
Egypt|Cairo|Egyptian
El Salvador|San Salvador|Salvadoran
England|London|English|English
Eritrea|Asmara|Eritrean
Estonia|Tallinn|Estonian
Ethiopia|Addis Ababa|Ethiopian
Finland|Helsinki|Finnish|Finns
France|Paris|French|French
Georgia|Tbilisi|Georgian
Germany|Berlin|German
Ghana|Accra|Ghanaian
Greece|Athens|Greek
Guatemala|Guatemala City|Guatemalan
Haiti|Port-au-Prince|Haitian
Honduras|Tegucigalpa|Honduran
Hungary|Budapest|Hungarian
Iceland|Reykjavik|Icelandic|Icelanders
India|New Delhi|Indian
India|Delhi|Indian
Indonesia|Jakarta|Indonesian
Iran|Tehran|Iranian
Iraq|Baghdad|Iraqi
Ireland|Dublin|Irish|Irish
Israel|Jerusalem|Israeli
Italy|Rome|Italian
Jamaica|Kingston|Jamaican
Japan|Tokyo|Japanese|Japanese
Jordan|Amman|Jordanian
Kazakhstan|Astana|Kazakh
Kenya|Nairobi|Kenyan
Kosovo|Pristina|Kosovar
Kuwait|Kuwait City|Kuwaiti
Kyrgyzstan|Bishkek|Kyrgyz|Kyrgyz
Laos|Vientiane|Laotian
Latvia|Riga|Latvian
Lebanon|Beirut|Lebanese|Lebanese
Liberia|Monrovia|Liberian
Libya|Tripoli|Libyan
Lithuania|Vilnius|Lithuanian
Luxembourg|Luxembourg|Luxembourgish|Luxembourgers
Malaysia|Kuala Lumpur|Malaysian
Mali|Bamako|Malian
Malta|Valletta|Maltese|Maltese
Mexico|Mexico City|Mexican
Moldova|Chisinau|Moldovan
Mongolia|Ulaanbaatar|Mongolian
Montenegro|Podgorica|Montenegrin
Morocco|Rabat|Moroccan
Mozambique|Maputo|Mozambican
Myanmar|Naypyidaw|Burmese|Burmese
Namibia|Windhoek|Namibian
Nepal|Kathmandu|Nepali
Netherlands|The Hague|Dutch|Dutch
New Zealand|Wellington|New Zealand|New Zealanders
Nicaragua|Managua|Nicaraguan
Niger|Niamey|Nigerien
Nigeria|Abuja|Nigerian
North Korea|Pyongyang|North Korean
North Macedonia|Skopje|Macedonian
Norway|Oslo|Norwegian
Oman|Muscat|Omani
Pakistan|Islamabad|Pakistani
Palestine|Ramallah|Palestinian
Panama|Panama City|Panamanian
Paraguay|Asuncion|Paraguayan
Peru|Lima|Peruvian
Philippines|Manila|Philippine|Filipinos
Poland|Warsaw|Polish|Poles
Portugal|Lisbon|Portuguese|Portuguese
Qatar|Doha|Qatari
Romania|Bucharest|Romanian
Russia|Moscow|Russian
Rwanda|Kigali|Rwandan
Saudi Arabia|Riyadh|Saudi
Scotland|Edinburgh|Scottish|Scots
Senegal|Dakar|Senegalese|Senegalese
Serbia|Belgrade|Serbian|Serbs
Sierra Leone|Freetown|Sierra Leonean
Singapore|Singapore|Singaporean
Slovakia|Bratislava|Slovak
Slovenia|Ljubljana|Slovenian|Slovenes
Somalia|Mogadishu|Somali
South Africa|Pretoria|South African
South Korea|Seoul|South Korean
South Sudan|Juba|South Sudanese|South Sudanese
Soviet Union||Soviet
Spain|Madrid|Spanish|Spaniards
Sri Lanka|Colombo|Sri Lankan
Sudan|Khartoum|Sudanese|Sudanese
Sweden|Stockholm|Swedish|Swedes
Switzerland|Bern|Swiss|Swiss
Syria|Damascus|Syrian
Taiwan|Taipei|Taiwanese|Taiwanese
Tajikistan|Dushanbe|Tajik
Tanzania|Dodoma|Tanzanian
Thailand|Bangkok|Thai
Tunisia|Tunis|Tunisian
Turkey|Ankara|Turkish|Turks
Turkmenistan|Ashgabat|Turkmen|Turkmens
Uganda|Kampala|Ugandan
Ukraine|Kyiv|Ukrainian
Ukraine|Kiev|Ukrainian
United Arab Emirates|Abu Dhabi|Emirati
United States|Washington|American
Uruguay|Montevideo|Uruguayan
Uzbekistan|Tashkent|Uzbek
Venezuela|Caracas|Venezuelan
Vietnam|Hanoi|Vietnamese|Vietnamese
Wales|Cardiff|Welsh|Welsh
Yemen|Sanaa|Yemeni
Zambia|Lusaka|Zambian
Zimbabwe|Harare|Zimbabwean
"""
_SHORT_FORMS = {
    "us": "united states",
    "usa": "united states",
    "america": "united states",
    "uk": "united kingdom",
    "burma": "myanmar",
}
_SHORT_FORMS |= {"uae": "united arab emirates", "great britain": "britain", "ussr": "soviet union"}
_REGIONS = """alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
    minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania
    tennessee texas utah vermont virginia wisconsin wyoming crimea catalonia bavaria ontario
    quebec alberta gaza chechnya kashmir tibet xinjiang queensland tasmania kurdistan flanders
    saxony sicily lombardy europe africa asia""".split()
_TWO_WORDS = """new hampshire|new jersey|new mexico|new york|north carolina|north dakota|rhode island|
south carolina|south dakota|west virginia|hong kong|northern ireland|british columbia|west bank|
new south wales|nova scotia|latin america|middle east"""
_CITIES = """chicago boston philadelphia houston dallas detroit atlanta denver seattle miami phoenix
    baltimore cleveland pittsburgh charlotte manchester birmingham liverpool leeds glasgow belfast
    toronto montreal vancouver sydney melbourne brisbane perth mumbai karachi shanghai istanbul
    geneva zurich milan naples munich hamburg frankfurt barcelona marseille lyon rotterdam antwerp
    aleppo mosul lagos johannesburg""".split()

# States of the USA as datelines and party tags shorten them: "Elm, Va.", "(R-Tenn.)".
SHORT_STATES = frozenset(
    """ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb
    nev okla ore pa tenn tex va vt wash wis wyo n.h n.j n.m n.y n.c n.d s.c s.d w.va r.i d.c""".split()
)

COUNTRY_OF: dict[str, str] = {}  # country, capital, adjective or people -> country, all lower case
COUNTRIES: set[str] = set()
CAPITALS: set[str] = set()
ADJECTIVES: set[str] = set()
PEOPLES: set[str] = set()  # "Russians", "the French": a group, not a state

for _row in _TABLE.strip().lower().splitlines():
    _country, _capital, _adjective, *_people = _row.split("|")
    _folk = _people[0] if _people else _adjective + "s"
    for _word in (_country, _capital, _adjective, _folk):
        COUNTRY_OF.setdefault(_word, _country)
    COUNTRIES.add(_country)
    CAPITALS.add(_capital)
    ADJECTIVES.add(_adjective)
    PEOPLES.add(_folk)
for _short, _country in _SHORT_FORMS.items():
    COUNTRY_OF[_short] = _country
    COUNTRIES.add(_short)
CAPITALS.discard("")
ADJECTIVES |= {"welsh", "scottish", "english", "cornish"}
ADJECTIVES |= {"european", "african", "asian", "arab", "western", "kurdish", "saudi", "latino", "hispanic"}
PEOPLES |= {"europeans", "africans", "asians", "arabs", "kurds", "saudis", "latinos", "hispanics", "muslims"}
PEOPLES |= {"jews", "christians", "catholics", "protestants", "californians", "texans", "londoners"}
REGIONS = set(_REGIONS) | {" ".join(name.split()) for name in _TWO_WORDS.split("|")}
CITIES = set(_CITIES)
STATES = COUNTRIES | CAPITALS | REGIONS | CITIES
FIRST_WORDS = {name.split()[0] for name in STATES if " " in name}  # "New" may begin "New Zealand"
