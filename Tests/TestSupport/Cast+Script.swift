import Agency

extension Cast {
    /// The SQL text that makes the cast, for the superuser; the triggers of the schema run as they do for everybody.
    static func script() throws -> String {
        try [
            "select set_config('liaison.now', '\(before)', false)", holidays(), people, companies, candidacies,
            referral,
            submissions, accounts, restarts,
        ].joined(separator: ";\n")
    }

    private static func holidays() throws -> String {
        let calendars = ["GB-ENG", "US", "JP"]
        let rows = try calendars.flatMap { calendar in
            HolidayFile.parse(csv: try Checkout.text("sql/holidays/\(calendar).csv")).holidays.map {
                "(\(quoted(calendar)), \(quoted($0.date.description)), \(quoted($0.name)))"
            }
        }
        return """
            insert into liaison.holidays (calendar_id, day, name)
            select c.id, h.day::date, h.name from (values \(rows.joined(separator: ",\n"))) h (calendar, day, name)
              join liaison.calendars c on c.name = h.calendar on conflict do nothing
            """
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }

    private static var people: String {
        let rows = everybody.filter { ["recruiter", "coordinator"].contains($0.role) }.map { person in
            let id = person.person ?? 0
            return
                "(\(id), \(quoted(person.name)), \(quoted(person.email)), '+44 20 7946 010\(id)', \(person.role == "coordinator"))"
        }
        return """
            insert into liaison.recruiters (id, name, email, phone, is_coordinator) overriding system value
            values \(rows.joined(separator: ", "))
            """
    }

    private static let companies = """
        insert into liaison.clients (id, name, time_zone, calendar_id, recruiter_id) overriding system value
        select v.id, v.name, v.zone, c.id, v.desk
          from (values (1, 'Albion Engines', 'Europe/London', 'GB-ENG', 1), (2, 'Liberty Health', 'America/New_York', 'US', 1),
                       (3, 'Sakura Systems', 'Asia/Tokyo', 'JP', 2)) v (id, name, zone, calendar, desk)
          join liaison.calendars c on c.name = v.calendar;
        insert into liaison.contacts (id, client_id, name, title, function, may_call) overriding system value
        select c.id * 100 + f.place + case when m.may_call then 0 else 4 end, c.id,
               case c.id * 100 + f.place + case when m.may_call then 0 else 4 end
                    when 101 then 'Clara Dean' when 301 then 'Kenji Mori' when 104 then 'Rafe Hill'
                    else format('Contact %s', c.id * 100 + f.place + case when m.may_call then 0 else 4 end) end,
               f.title, f.name, m.may_call
          from liaison.clients c
         cross join (values (1, 'decision_maker', 'Head of Department'), (2, 'hr', 'HR Partner'),
                            (3, 'interviewer', 'Team Lead'), (4, 'other', 'Assistant')) f (place, name, title)
         cross join (values (true), (false)) m (may_call);
        insert into liaison.contact_details (id, client_id, email, phone, cleared)
        select c.id, c.client_id, case c.id when 104 then 'rafe@cast.test' else format('contact%s@client%s.test', c.id, c.client_id) end,
               format('+1 555 0%s', c.id), c.function in ('hr', 'interviewer')
          from liaison.contacts c;
        insert into liaison.vacancies (id, client_id, recruiter_id, title, decision_maker_id, opened_on) overriding system value
        values (11, 1, 1, 'Engineer', 101, '2026-01-12'), (12, 1, 1, 'Analyst', null, '2026-01-12'),
               (21, 2, 1, 'Nurse', 201, '2026-01-12'), (31, 3, 2, 'Architect', 301, '2026-01-12')
        """

    private static var candidacies: String {
        let desks: [Int64: Int] = [1: 1, 2: 1, 3: 2, 4: 1, 5: 2]
        let rows = candidates.map { candidate in
            let id = candidate.person ?? 0
            return
                "(\(id), \(quoted(candidate.name)), \(quoted(candidate.email)), '+44 7700 90010\(id)', \(desks[id] ?? 1), '2026-01-19')"
        }
        return """
            insert into liaison.candidates (id, name, email, phone, recruiter_id, registered_on) overriding system value
            values \(rows.joined(separator: ", "))
            """
    }

    private static let referral = """
        insert into liaison.programmes (id, name, sponsor_client_id, amount_minor, currency, instalments, starts_on)
        overriding system value
        values (1, 'Agency referrals', null, 50000, 'GBP', '[{"share_bp": 5000, "after_days": 30}, {"share_bp": 5000, "after_days": 90}]', '2026-01-01'),
               (2, 'Albion staff', 1, 100000, 'GBP', '[{"share_bp": 10000, "after_days": 90}]', '2026-01-01');
        insert into liaison.referrers (id, name, email, client_id, contact_id, recruiter_id) overriding system value
        values (1, 'Rafe Hill', 'rafe@cast.test', 1, 104, 1);
        insert into liaison.nominations (id, programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, client_id,
            vacancy_id, made_on, confirmed_at) overriding system value
        values (1, 2, 1, 1, 'Rosa Marin', 'rosa@cast.test', 4, 1, 11, '2026-01-26', '2026-01-27 12:00+00')
        """

    private static let submissions = """
        insert into liaison.submissions (id, candidate_id, client_id, vacancy_id, recruiter_id, nomination_id, channel)
        overriding system value
        values (1, 1, 1, 11, 1, null, 'agency'), (2, 2, 2, 21, 1, null, 'direct'), (3, 3, 3, 31, 2, null, 'speculative'),
               (4, 4, 1, 11, 1, 1, 'referral'), (5, 5, 3, 31, 2, null, 'agency');
        insert into liaison.consents (id, candidate_id, wording, recorded_by)
        select s.id, s.candidate_id, 'Yes, put me forward.', s.candidate_id + 4 from liaison.submissions s;
        update liaison.submissions set stage = 'sent', sent_on = '2026-02-02'
        """

    private static var accounts: String {
        let rows = everybody.map { person in
            "(\(person.account), \(quoted(person.email)), \(quoted(person.role)), \(quoted(person.name)), "
                + "\(person.person.map(String.init) ?? "null"), \(quoted(person.token)))"
        }
        return """
            create temporary table cast_accounts (id, email, role, name, person_id, token) on commit drop as
            values \(rows.joined(separator: ",\n"));
            insert into liaison.accounts (id, email, role, name, person_id) overriding system value
            select id, email, role, name, person_id from cast_accounts;
            select liaison.open_session(id, sha256(convert_to(token, 'UTF8')), null, interval '100 years', interval '100 years')
              from cast_accounts
            """
    }

    /// What tests add gets ids from 1001 on, so that no id means two things.
    private static let restarts = """
        do $$
        declare
            t text;
        begin
            foreach t in array array['accounts', 'recruiters', 'clients', 'contacts', 'candidates', 'vacancies', 'programmes',
                                     'referrers', 'nominations', 'submissions'] loop
                execute format('alter table liaison.%I alter column id restart with 1001', t);
            end loop;
        end
        $$
        """
}
