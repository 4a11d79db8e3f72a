import Agency
import Postgres

/// What stands beside the interviews of the demo agency.
extension DemoTimeline {
    /// Submissions that wait for the candidate, the agent or the client.
    mutating func quiet() throws {
        _ = try submit(12, for: 1, on: days(.harrow).back(1), consents: false, sends: false)
        _ = try submit(13, for: 9, on: days(.mizuhara).back(4), sends: false)
        _ = try submit(37, for: 12, on: days(.adeyemi).back(12))
        _ = try submit(32, for: 7, on: days(.calloway).back(5))
    }

    /// Candidates who may speak to the company themselves (R4).
    mutating func directly() throws {
        let harrow = days(.harrow)
        let date = try harrow.openPromise(grace: 2)
        var own = try candidacy(DemoCast.directCandidate, for: 2, .direct, interviewOn: harrow.before(date, 5))
        try debrief(own, feedbackBy: date)
        _ = thank(own, on: try harrow.after(own.heldOn, 1), "Dear Ms Rahman, thank you for the plans; I have read the first of them already.")
        promise(&own, date, givenOn: try harrow.before(date, 4))

        let forth = days(.forth)
        var chased = try candidacy(16, for: 3, .direct, interviewOn: forth.back(12))
        try debrief(chased, feedbackBy: forth.back(8))
        promise(&chased, try forth.back(8), givenOn: try forth.back(11))
        try chase(
            &chased, from: forth.back(4), .interviewer, outcome: "They will come back to me.", byCandidate: true)

        let calloway = days(.calloway)
        let speculative = try candidacy(30, for: 8, .speculative, interviewOn: calloway.courtesyInterview())
        try debrief(speculative, furtherRound: nil)
    }

    /// Recommendations by word of mouth (R5, R6, M2).
    mutating func referrals() throws {
        let harrow = days(.harrow)
        let start = try setting.agency.back(100)
        add(
            start, minute: 660, setting.agency,
            """
            insert into liaison.programmes (id, name, sponsor_client_id, amount_minor, currency, instalments, pays_beside_fee, starts_on)
            overriding system value
            values (1, 'Harrow & Pike: know a good engineer?', 1, 100000, 'GBP',
                    '[{"share_bp": 5000, "after_days": 30}, {"share_bp": 5000, "after_days": 180}]', true, \(start)),
                   (2, 'Brightwater: bring a friend', null, 40000, 'GBP', '[{"share_bp": 10000, "after_days": 90}]', false, \(start))
            """)
        let referred = DemoPeople.candidates[Int(DemoCast.referredCandidate) - 1]
        let made = try harrow.back(16)
        let confirmed = try nominate(
            referred, programme: 1, referrer: 1, client: 1, vacancy: 1, on: made, confirms: true)
        var invited = try candidacy(referred.id, for: 1, .referral, interviewOn: harrow.back(2), nomination: confirmed)
        try debrief(invited, feedbackBy: harrow.ahead(2))
        promise(&invited, try harrow.ahead(2), givenOn: try harrow.back(1))

        let asked = try nominate(
            referred, programme: 2, referrer: 2, client: 2, vacancy: 4, on: setting.agency.back(3), confirms: false)
        _ = try submit(
            referred.id, for: 4, .referral, on: setting.agency.back(2), nomination: asked, sends: false)

        add(
            try setting.agency.back(6), minute: 690, setting.agency,
            """
            insert into liaison.nominations (id, programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, client_id,
                                             made_on)
            overriding system value
            values (\(nextID("nominations")), 1, 1, 1, 'Tamsin Roe', 'tamsin.roe@mail.example', 1, liaison.agency_today())
            """)
    }

    private mutating func nominate(
        _ candidate: DemoPeople.Candidate, programme: Int64, referrer: Int64, client: Int64, vacancy: Int64,
        on day: CivilDate,
        confirms: Bool
    ) throws -> Int64 {
        let id = nextID("nominations")
        let desk = DemoPeople.referrers[Int(referrer) - 1].desk
        add(
            day, minute: 540, setting.agency,
            """
            insert into liaison.nominations (id, programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id,
                                             client_id, vacancy_id, made_on)
            overriding system value
            values (\(id), \(programme), \(referrer), \(desk.rawValue), \(candidate.name), \(candidate.email), \(candidate.id),
                    \(client), \(vacancy), liaison.agency_today())
            """)
        if confirms {
            add(
                try setting.agency.after(day, 1), minute: 560, setting.agency,
                "update liaison.nominations set confirmed_at = liaison.now() where id = \(id)")
        }
        return id
    }

    /// Declared ties and lent desks (R8, RULES 7).
    mutating func besides() throws {
        let agency = setting.agency
        add(
            try agency.back(90), minute: 700, agency,
            """
            insert into liaison.ties (client_id, contact_id, person, relation, declared_by)
            values (\(DemoCompany.calloway.id), \(DemoCompany.calloway.contact(.other).id), 'Milo Brandt', 'brother-in-law', 2),
                   (\(DemoCompany.mizuhara.id), null, 'Ines Carvalho', 'worked there until 2019', 3)
            """)
        let fromOn = try agency.back(30)
        let toOn = try agency.back(26)
        add(
            fromOn, minute: 545, agency,
            """
            insert into liaison.desk_loans (recruiter_id, to_recruiter_id, from_on, to_on, lent_by)
            values (1, 2, \(fromOn), \(toOn), 3)
            """)
        add(
            toOn, minute: 1020, agency,
            "update liaison.desk_loans set returned_at = liaison.now() where returned_at is null")
        // The coordinator's own desk, so that each recruiter still finds the other's closed.
        let since = try agency.back(2)
        let until = try agency.ahead(8)
        add(
            since, minute: 545, agency,
            """
            insert into liaison.desk_loans (recruiter_id, to_recruiter_id, from_on, to_on, lent_by)
            values (3, 2, \(since), \(until), 3)
            """)
        // From next week on a day more is left to one client, who asked for it.
        add(
            since, minute: 690, agency,
            """
            insert into liaison.policies (client_id, effective_from, changes, note, set_by)
            values (\(DemoCompany.mizuhara.id), \(try agency.ahead(5)), '{"agent_grace_business_days": 1}',
                    'They decide in a committee and asked for a day more.', 3)
            """)
    }
}
