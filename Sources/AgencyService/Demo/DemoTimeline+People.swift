import Agency
import Postgres

extension DemoTimeline {
    private struct Row: Encodable {
        var id: Int64
        var name: String?
        var email: String?
        var phone: String?
        var isCoordinator: Bool?
        var clientId: Int64?
        var contactId: Int64?
        var recruiterId: Int64?
        var timeZone: String?
        var calendar: String?
        var title: String?
        var function: ContactFunction?
        var mayCall: Bool?
        var cleared: Bool?
        var decisionMakerId: Int64?
        var openedOn: CivilDate?
        var registeredOn: CivilDate?
        var role: Role?
        var personId: Int64?
        var passwordHash: String?
    }

    /// Colleagues, companies, contacts, candidates, vacancies, referrers and accounts, half a year ago.
    mutating func people(passwordHashes: [String]) throws {
        let start = try setting.agency.before(setting.agency.today, 120)
        func rows(_ rows: [Row]) throws -> PostgresBind {
            PostgresBind(oid: PostgresType.jsonb, bytes: try JSONWriter.bytes(rows))
        }
        let statements: [SQL] = [
            "update liaison.settings set agency_name = \(DemoPeople.agency)",
            """
            insert into liaison.recruiters (id, name, email, phone, is_coordinator) overriding system value
            select r.id, r.name, r.email, r.phone, r.is_coordinator from jsonb_to_recordset(\(try rows(colleagueRows)))
                   r (id bigint, name text, email text, phone text, is_coordinator boolean)
            """,
            """
            insert into liaison.clients (id, name, time_zone, calendar_id, recruiter_id) overriding system value
            select r.id, r.name, r.time_zone, c.id, r.recruiter_id from jsonb_to_recordset(\(try rows(companyRows)))
                   r (id bigint, name text, time_zone text, calendar text, recruiter_id bigint)
              join liaison.calendars c on c.name = r.calendar
            """,
            """
            insert into liaison.contacts (id, client_id, name, title, function, may_call) overriding system value
            select r.id, r.client_id, r.name, r.title, r.function, r.may_call from jsonb_to_recordset(\(try rows(contactRows)))
                   r (id bigint, client_id bigint, name text, title text, function text, may_call boolean)
            """,
            """
            insert into liaison.contact_details (id, client_id, email, phone, cleared)
            select r.id, r.client_id, r.email, r.phone, r.cleared from jsonb_to_recordset(\(try rows(contactRows)))
                   r (id bigint, client_id bigint, email text, phone text, cleared boolean)
            """,
            """
            insert into liaison.vacancies (id, client_id, recruiter_id, title, decision_maker_id, opened_on)
            overriding system value
            select r.id, r.client_id, r.recruiter_id, r.title, r.decision_maker_id, r.opened_on
              from jsonb_to_recordset(\(try rows(vacancyRows(start))))
                   r (id bigint, client_id bigint, recruiter_id bigint, title text, decision_maker_id bigint, opened_on date)
            """,
            """
            insert into liaison.candidates (id, name, email, phone, recruiter_id, registered_on) overriding system value
            select r.id, r.name, r.email, r.phone, r.recruiter_id, r.registered_on
              from jsonb_to_recordset(\(try rows(candidateRows(start))))
                   r (id bigint, name text, email text, phone text, recruiter_id bigint, registered_on date)
            """,
            """
            insert into liaison.referrers (id, name, email, client_id, contact_id, recruiter_id) overriding system value
            select r.id, r.name, r.email, r.client_id, r.contact_id, r.recruiter_id
              from jsonb_to_recordset(\(try rows(referrerRows)))
                   r (id bigint, name text, email text, client_id bigint, contact_id bigint, recruiter_id bigint)
            """,
            """
            with incoming as (
                select * from jsonb_to_recordset(\(try rows(accountRows(passwordHashes))))
                       r (id bigint, name text, email text, role text, person_id bigint, password_hash text)
            ), made as (
                insert into liaison.accounts (id, email, role, name, person_id) overriding system value
                select r.id, r.email, r.role, r.name, r.person_id from incoming r
                returning id
            )
            insert into liaison_private.credentials (account_id, password_hash)
            select m.id, r.password_hash from made m join incoming r using (id)
            """,
        ]
        for statement in statements { add(start, minute: 540, setting.agency, statement) }
        let closedOn = try days(.harrow).back(20)
        add(
            closedOn, minute: 600, days(.harrow),
            "update liaison.vacancies set closed_on = \(closedOn), close_reason = 'Filled from within.' where id = 13")
    }

    private var colleagueRows: [Row] {
        DemoPeople.colleagues.map {
            Row(
                id: $0.desk.rawValue, name: $0.name, email: $0.email, phone: $0.phone,
                isCoordinator: $0.isCoordinator)
        }
    }

    private var companyRows: [Row] {
        DemoCompany.all.map {
            Row(
                id: $0.id, name: $0.name, recruiterId: $0.desk.rawValue, timeZone: $0.zone, calendar: $0.calendar)
        }
    }

    private var contactRows: [Row] {
        DemoCompany.all.flatMap { company in
            company.people.enumerated().map { index, person in
                Row(
                    id: person.id, name: person.name, email: DemoPeople.address(person.name, company.domain),
                    phone: "\(company.phone)\(index + 1)\(index + 5)", clientId: company.id, title: person.title,
                    function: person.function, mayCall: person.mayCall, cleared: person.isCleared)
            }
        }
    }

    private func vacancyRows(_ start: CivilDate) throws -> [Row] {
        DemoVacancy.all.map { vacancy in
            Row(
                id: vacancy.id, clientId: vacancy.company.id, recruiterId: vacancy.company.desk.rawValue,
                title: vacancy.title,
                decisionMakerId: vacancy.hasDecisionMaker ? vacancy.company.contact(.decisionMaker).id : nil,
                openedOn: start)
        }
    }

    private func candidateRows(_ start: CivilDate) throws -> [Row] {
        try DemoPeople.candidates.map { candidate in
            Row(
                id: candidate.id, name: candidate.name, email: candidate.email, phone: candidate.phone,
                recruiterId: candidate.desk.rawValue,
                registeredOn: try setting.agency.after(start, Int(candidate.id)))
        }
    }

    private var referrerRows: [Row] {
        DemoPeople.referrers.map {
            Row(
                id: $0.id, name: $0.name, email: $0.email, clientId: $0.contact?.companyID, contactId: $0.contact?.id,
                recruiterId: $0.desk.rawValue)
        }
    }

    private func accountRows(_ hashes: [String]) -> [Row] {
        zip(DemoPeople.accounts, hashes).map { holder, hash in
            Row(
                id: account(holder.role, holder.person), name: holder.name, email: holder.email, role: holder.role,
                personId: holder.person, passwordHash: hash)
        }
    }
}
