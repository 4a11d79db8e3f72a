/// The words that generated rows are made of.
enum ScaledWords {
    /// Given names, and as they stand in an address.
    static let given = names(
        """
        Aisha Amara Anton Beatriz Ben Callum Carla Chidi Clara Dario Deepa Dmitri Eilidh Elena Emeka Farah Femi Finn Freya Gita Grace Hamza Hana \
        Hugo Ifeoma Imogen Isaac Ivy Jakob Jamal Jonas Joyce Kavya Keiko Kofi Lars Leila Liam Lucia Maeve Malik Marta Mateo Mei Milan Nadia Naoko \
        Neil Nora Olu Omar Orla Oscar Paola Pavel Petra Priya Quinn Rafael Rhea Rosa Ruth Samir Sanjay Sara Selma Sofia Tariq Tessa Theo Tomas Uma \
        Vera Victor Wanda Willem Yara Yusuf Zara Zuri José Zoë Jürgen Anaïs Søren Łucja
        """)
    /// Family names, and as they stand in an address.
    static let family = names(
        """
        Abbott Adeyemi Ahmed Almeida Andersson Baker Banerjee Barros Bauer Bello Bergman Blackwood Boateng Bright Brown Byrne Carvalho Castillo Chen \
        Clarke Costa Cruz Dahl Danso Davies Diallo Doyle Duarte Duval Egan Eriksen Evans Falk Farrow Fischer Flynn Fontana Fraser Garcia Gill Gomes \
        Grant Gupta Haddad Hansen Hart Hassan Hayashi Hill Holm Hughes Hussain Ibarra Idowu Ito Ivanov Jansen Jones Joshi Kaplan Kaur Kelly Khan Kim \
        Klein Kowalski Kumar Lang Larsen Lee Lindqvist Lopez Lund Maier Malik Marsh Mbeki Mensah Meyer Mills Moreau Morgan Murphy Nair Nakamura Novak \
        Nwosu Obi Okafor Olsen Ortiz Osei Owusu Park Patel Pereira Petrov Pinto Quinn Rahman Ramos Rao Reid Reyes Richter Rossi Sakai Santos Sato \
        Schmidt Shah Silva Singh Smith Sommer Stein Suzuki Tanaka Taylor Thomas Torres Turner Vogel Wallace Walsh Wang Watson Weber White Wong Wright \
        Yamada Yilmaz Young Zhang Ziegler Müller Núñez Åberg Çelik
        """)

    static let firmHeads = texts(
        """
        Alder Ashgrove Beacon Birch Bluewater Bridgeway Caldera Cedar Clearfield Copper Crestline Dunmore Eastgate Elm Fairmont Falcon Foxglove \
        Granite Harbour Hawthorn Highfield Ironbridge Juniper Kestrel Kingsway Lakeside Larkspur Linden Maple Meridian Millbrook Northgate Oakfield \
        Orchard Osprey Pinecrest Quarry Ravenhill Redwood Ridgeway Rowan Saltmarsh Silverbirch Southbank Sterling Stonebridge Summit Thornbury \
        Tidewater Valley Westgate Whitecliff Willow Windmill Yewtree
        """)
    static let firmTails = texts(
        """
        Analytics Biotech Engineering Energy Finance Foods Freight Health Instruments Insurance Labs Logistics Marine Media Metals Networks Optics \
        Packaging Pharma Rail Retail Robotics Software Steel Systems Textiles Travel Water Works
        """)

    static let positions = lines(
        """
        Account Manager|Backend Engineer|Business Analyst|Buyer|Civil Engineer|Commissioning Engineer|Customs Specialist|Data Analyst|Data Engineer|\
        Depot Manager|Design Engineer|Electrical Engineer|Embedded Engineer|Finance Manager|Fleet Planner|Grid Analyst|Health and Safety Lead|\
        HR Partner|Infrastructure Engineer|Lab Technician|Legal Counsel|Maintenance Planner|Marketing Lead|Mechanical Engineer|Mobile Developer|\
        Network Engineer|Operations Manager|Payroll Specialist|Plant Supervisor|Process Engineer|Product Manager|Project Manager|Quality Manager|\
        Sales Engineer|Site Manager|Statistician|Supply Chain Planner|Support Lead|Test Engineer|Warehouse Manager
        """)
    static let titles: [[[UInt8]]] = [
        lines("Head of Department|Director of Engineering|Head of Operations|Managing Director"),
        lines("HR Partner|Recruitment Lead|Talent Manager|HR Manager"),
        lines("Team Lead|Principal Engineer|Group Leader|Senior Specialist"),
        lines("Site Secretary|Assistant|Facilities Coordinator|Bid Coordinator"),
    ]
    static let locations = lines("Video call|Video call|Head office, reception|Site office|By telephone")
    static let chaseOutcomes = lines("No answer.|Left a message.|In a meeting; will call back.|Nobody knows yet.")
    static let answeredOutcomes = lines("They need some more days.|The decision moved to next week.|Spoke to them; they are nearly there.")
    static let withdrawalReasons = lines("Took another position.|Relocation is not possible.|The salary does not fit.|Personal reasons.")
    static let closingReasons = lines("No answer to our reminders.|The position was withdrawn.|The budget was cut.|Filled from within.")
    static let closingWords = lines(
        """
        In spite of our reminders they have not answered. We close this one and look on with you.|\
        They have withdrawn the position. It says nothing about you; we look on together.|They filled it from within. Let us talk about what is next.
        """)
    static let questions = lines(
        """
        Is there any news from them?|When can I expect to hear?|Should I keep the week after next free?|Could they say what I should work on?|\
        May I send them one more reference?
        """)
    static let answers = lines(
        """
        I spoke to them today; they decide this week and I call you at once.|Not yet, but the date that they named still stands.|\
        Yes, please keep it free; I confirm tomorrow.|Please send it to me and I pass it on.
        """)
    static let cancelReasons = lines("The interviewer is ill.|They are travelling.|The room was double booked.")
    static let withholdReasons = lines("The client asked us to keep it until it is announced.|We wait for the second interviewer's view.")
    static let incidents = lines(
        "The candidate wrote to the team leader to ask for a decision.|The client rang the candidate to ask about a start date; they told us the same day."
    )

    /// What the client said, by decision: advance, hold, reject, offer.
    static let comments: [[[UInt8]]] = [
        lines(
            "Clear and calm; we want a second round.|Good answers on the case. Next: meet the team.|Convincing, wants to learn. Please bring them back."
        ),
        lines("Good, but the budget is decided next month.|We like them and want to see two others first.|The start date is open on our side."),
        lines(
            """
            Pleasant, but too little experience in this field.|Another candidate knew the tools better.|Good technically, less so with customers.|\
            Not senior enough for this team.
            """),
        lines("We want them. The offer goes out this week.|Exactly whom we were looking for."),
    ]
    /// What the candidate is told, by decision.
    static let messages: [[[UInt8]]] = [
        lines("Good news: they would like to see you again.|They liked how you worked through the case and invite you to the next round."),
        lines("They would like to go on but decide on the budget next month. Keep looking meanwhile.|They see two others first; nothing is lost."),
        lines(
            """
            They chose somebody with more experience in this field. They praised your preparation.|\
            It did not work out this time; they would see you again for another role.
            """),
        lines("They want to make you an offer; the letter comes this week.|They want you. The contract is on its way."),
    ]

    /// Words that are parted by blanks, each with its form for an address.
    private static func names(_ text: String) -> [(text: [UInt8], address: [UInt8])] {
        let plain: [Character: String] = [
            "é": "e", "ë": "e", "ü": "u", "ï": "i", "ø": "o", "ł": "l", "ú": "u", "ñ": "n", "å": "a", "ç": "c",
        ]
        return text.split(separator: " ").map { word in
            (Array(word.utf8), Array(word.lowercased().map { plain[$0] ?? String($0) }.joined().utf8))
        }
    }

    private static func texts(_ text: String) -> [[UInt8]] { text.split(separator: " ").map { Array($0.utf8) } }

    private static func lines(_ text: String) -> [[UInt8]] { text.split(separator: "|").map { Array($0.utf8) } }
}
