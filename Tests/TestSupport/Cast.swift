/// The people that tests talk about, with fixed ids, made once in the template `cast`.
///
/// Three companies in three time zones; four channels; two desks and a coordinator. Every submission was consented to and
/// sent; there is no interview yet: `TestDatabase.heldInterview` makes one. The tests' clock stands at `Cast.now`.
package enum Cast {
    /// A Wednesday in a week without public holidays at any of the companies.
    package static let now = "2026-03-04T10:00:00Z"
    /// When everything of the cast was entered.
    package static let before = "2026-02-02T09:00:00Z"

    /// Somebody with an account and a live session.
    package struct Person: Sendable {
        package let account: Int64
        package let role: String
        /// The id of the recruiter, candidate, contact or referrer; nil for the admin.
        package let person: Int64?
        package let name: String
        package let email: String
        /// A live session token.
        package let token: String
    }

    /// Desk 1.
    package static let ruth = person(1, "recruiter", 1, "Ruth Amos")
    /// Desk 2.
    package static let rahul = person(2, "recruiter", 2, "Rahul Sen")
    /// Desk 3, the coordinator's.
    package static let cora = person(3, "coordinator", 3, "Cora Lind")
    package static let ada = person(4, "admin", nil, "Ada Root")
    /// Agency channel, desk 1, at Albion.
    package static let anna = person(5, "candidate", 1, "Anna Brook")
    /// Direct channel, desk 1, at Liberty.
    package static let dirk = person(6, "candidate", 2, "Dirk Vogel")
    /// Speculative channel, desk 2, at Sakura.
    package static let stella = person(7, "candidate", 3, "Stella Okoro")
    /// Referral channel, desk 1, at Albion, recommended by Rafe.
    package static let rosa = person(8, "candidate", 4, "Rosa Marin")
    /// Agency channel, desk 2, at Sakura.
    package static let otto = person(9, "candidate", 5, "Otto Falk")
    /// Contact 101: decides at Albion.
    package static let clara = person(10, "client", 101, "Clara Dean")
    /// Contact 301: decides at Sakura.
    package static let kenji = person(11, "client", 301, "Kenji Mori")
    /// Works at Albion (contact 104) and referred Rosa.
    package static let rafe = person(12, "referrer", 1, "Rafe Hill")

    package static let everybody = [ruth, rahul, cora, ada, anna, dirk, stella, rosa, otto, clara, kenji, rafe]
    package static let candidates = [anna, dirk, stella, rosa, otto]

    package enum Client {
        /// Europe/London, GB-ENG, desk 1.
        package static let albion: Int64 = 1
        /// America/New_York, US, desk 1.
        package static let liberty: Int64 = 2
        /// Asia/Tokyo, JP, desk 2.
        package static let sakura: Int64 = 3
        package static let all = [albion, liberty, sakura]
    }

    package enum Vacancy {
        /// Albion; Clara (101) decides.
        package static let engineer: Int64 = 11
        /// Albion; nobody was named to decide, and nobody submitted.
        package static let analyst: Int64 = 12
        /// Liberty; contact 201 decides.
        package static let nurse: Int64 = 21
        /// Sakura; Kenji (301) decides.
        package static let architect: Int64 = 31
    }

    /// Sent submissions, by the candidate's name.
    package enum Submission {
        package static let anna: Int64 = 1
        package static let dirk: Int64 = 2
        package static let stella: Int64 = 3
        package static let rosa: Int64 = 4
        package static let otto: Int64 = 5
        package static let all = [anna, dirk, stella, rosa, otto]
    }

    /// The contact of a company with a function; each function is there with and without leave to call.
    ///
    /// Contact 100 × client + 1, 2, 3, 4 may be called, + 5, 6, 7, 8 may not; in the order decision maker, HR, interviewer, other.
    package static func contact(_ client: Int64, _ function: String, mayCall: Bool = true) -> Int64 {
        let place = functions.firstIndex(of: function).map { Int64($0) + 1 } ?? 0
        return client * 100 + place + (mayCall ? 0 : Int64(functions.count))
    }

    package static let functions = ["decision_maker", "hr", "interviewer", "other"]
    /// The agency pays: two instalments of half after 30 and 90 days.
    package static let agencyProgramme: Int64 = 1
    /// Albion pays its own staff.
    package static let albionProgramme: Int64 = 2
    /// Rafe's nomination of Rosa under Albion's programme, confirmed by her.
    package static let nomination: Int64 = 1

    private static func person(_ account: Int64, _ role: String, _ person: Int64?, _ name: String) -> Person {
        let first = name.lowercased().prefix { $0 != " " }
        let prefix = ["candidate": "lc_", "recruiter": "ls_", "coordinator": "lo_", "client": "lk_", "referrer": "lr_"]
        let start = (prefix[role] ?? "la_") + first
        return Person(
            account: account, role: role, person: person, name: name, email: "\(first)@cast.test",
            token: start + String(repeating: "-", count: 46 - start.utf8.count))
    }
}
