/// Rows in every table, on three desks, at four companies and for six candidates, so that no policy has nothing to say.
///
/// Desk 3 is lent to Rahul today; three other loans of Ruth's desk to him do not count: past, future, returned.
enum SecurityScene {
    /// For the superuser, on the cast; every trigger runs.
    static let script = """
        insert into liaison.clients (id, name, time_zone, calendar_id, recruiter_id) overriding system value
        select 4, 'Northern Rail', 'Europe/London', c.id, 3 from liaison.calendars c where c.name = 'GB-ENG';
        insert into liaison.contacts (id, client_id, name, title, function, may_call) overriding system value
        values (401, 4, 'Nils Berg', 'Director', 'decision_maker', true), (403, 4, 'Nora Hall', 'Lead', 'interviewer', true);
        insert into liaison.contact_details (id, client_id, email, phone, cleared)
        values (401, 4, 'nils@northern.test', '+44 1', true), (403, 4, 'nora@northern.test', '+44 2', false);
        insert into liaison.vacancies (id, client_id, recruiter_id, title, decision_maker_id, opened_on) overriding system value
        values (41, 4, 3, 'Planner', 401, '2026-01-12'), (42, 4, 3, 'Driver', null, '2026-01-12');
        insert into liaison.candidates (id, name, email, phone, recruiter_id, registered_on) overriding system value
        values (6, 'Nina Voss', 'nina@cast.test', '+44 3', 3, '2026-01-19');
        insert into liaison.referrers (id, name, email, client_id, recruiter_id) overriding system value
        values (2, 'Sven Holm', 'sven@cast.test', 3, 2), (3, 'Tara Quist', 'tara@cast.test', null, 3);
        insert into liaison.programmes (id, name, sponsor_client_id, amount_minor, currency, instalments, starts_on) overriding system value
        values (3, 'Sakura staff', 3, 100000, 'JPY', '[{"share_bp": 10000, "after_days": 90}]', '2026-01-01');
        insert into liaison.nominations (id, programme_id, referrer_id, recruiter_id, candidate_name, candidate_email, candidate_id, made_on)
        overriding system value
        values (2, 1, 2, 2, 'Otto Falk', 'otto@cast.test', 5, '2026-01-26'), (3, 1, 3, 3, 'Nina Voss', 'nina@cast.test', 6, '2026-01-26');
        insert into liaison.submissions (id, candidate_id, client_id, vacancy_id, recruiter_id, channel) overriding system value
        values (6, 6, 4, 41, 3, 'agency'), (7, 1, 1, 12, 1, 'agency'), (8, 5, 4, 42, 3, 'agency'), (9, 2, 1, 12, 1, 'direct'),
               (10, 1, 4, 42, 1, 'agency'), (11, 3, 4, 42, 2, 'speculative'), (12, 6, 4, 42, 3, 'agency');
        insert into liaison.consents (id, candidate_id, wording, recorded_by) values (6, 6, 'Yes.', 3), (8, 5, 'Yes.', 9), (10, 1, 'Yes.', 5), (12, 6, 'Yes.', 3);
        update liaison.submissions set stage = 'sent', sent_on = '2026-02-02' where id in (6, 10, 11, 12);
        insert into liaison.withdrawals (id, candidate_id, reason, recorded_by) values (8, 5, 'Moved away.', 9), (9, 2, null, 6);
        insert into liaison.interviews (id, submission_id, candidate_id, client_id, recruiter_id, starts_at, ends_at) overriding system value
        select s.id, s.id, s.candidate_id, s.client_id, s.recruiter_id,
               (date '2026-02-16' + time '09:00') at time zone c.time_zone, (date '2026-02-16' + time '10:00') at time zone c.time_zone
          from liaison.submissions s join liaison.clients c on c.id = s.client_id where s.id <= 6 order by s.id;
        insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id)
        select i.id, i.client_id * 100 + 3, i.candidate_id, i.client_id from liaison.interviews i;
        insert into liaison.debriefs (id, client_id, recruiter_id, attendees, debriefed_by)
        select i.id, i.client_id, i.recruiter_id, 'Team Lead', i.recruiter_id from liaison.interviews i where i.id in (1, 3, 6);
        insert into liaison.promises (interview_id, candidate_id, client_id, recruiter_id, date, given_on, contact_id, recorded_by)
        select i.id, i.candidate_id, i.client_id, i.recruiter_id, '2026-02-20', '2026-02-16',
               case i.id when 1 then 101 when 3 then 301 end, i.recruiter_id
          from liaison.interviews i order by i.id;
        insert into liaison.chases (interview_id, candidate_id, client_id, recruiter_id, contact_id, made_on, method, by_candidate, logged_by)
        select i.id, i.candidate_id, i.client_id, i.recruiter_id, i.client_id * 100 + 3, case when i.id in (2, 3) then '2026-02-26'::date else '2026-02-24' end,
               'email', i.id in (2, 3), i.recruiter_id
          from liaison.interviews i where i.id in (1, 2, 3, 5, 6) and i.id <> 5
        union all
        select i.id, i.candidate_id, i.client_id, i.recruiter_id, 301, '2026-02-24', 'phone', false, 2 from liaison.interviews i where i.id = 5;
        insert into liaison.feedback (id, interview_id, submission_id, candidate_id, client_id, recruiter_id, decision, comments, rating,
            received_on, contact_id, method, logged_by) overriding system value
        select i.id, i.id, i.submission_id, i.candidate_id, i.client_id, i.recruiter_id, 'hold', 'Said ' || i.id, 3, '2026-02-27',
               case i.id when 3 then 301 when 4 then 101 end, 'phone', case i.id when 3 then 11 when 4 then 10 else i.recruiter_id end
          from liaison.interviews i order by i.id;
        insert into liaison.releases (feedback_id, submission_id, interview_id, candidate_id, recruiter_id, outcome, message, released_by)
        select f.id, f.submission_id, f.interview_id, f.candidate_id, f.recruiter_id, 'hold', 'They are still deciding.', f.recruiter_id
          from liaison.feedback f where f.id in (1, 5) order by f.id;
        insert into liaison.releases (submission_id, candidate_id, recruiter_id, outcome, message, released_by)
        values (6, 6, 3, 'hold', 'Nothing new.', 3);
        insert into liaison.withholdings (id, recruiter_id, reason, withheld_by) values (2, 1, 'Private.', 1), (3, 2, 'Private.', 2), (6, 3, 'Private.', 3);
        insert into liaison.enquiries (submission_id, candidate_id, recruiter_id, question)
        values (1, 1, 1, 'Any news?'), (3, 3, 2, 'Any news?'), (6, 6, 3, 'Any news?');
        insert into liaison.incidents (submission_id, candidate_id, recruiter_id, kind, happened_on, description, recorded_by)
        values (1, 1, 1, 'bypass', '2026-02-20', 'Rang them.', 1), (1, 1, 1, 'client_contact', '2026-02-20', 'They rang.', 5),
               (5, 5, 2, 'client_contact', '2026-02-20', 'They rang.', 9), (6, 6, 3, 'bypass', '2026-02-20', 'Rang them.', 3);
        insert into liaison.ties (client_id, person, relation, declared_by) values (1, 'Ruth Amos', 'cousin', 1), (3, 'Rahul Sen', 'brother', 2);
        insert into liaison.desk_loans (recruiter_id, to_recruiter_id, from_on, to_on, returned_at, lent_by)
        values (1, 2, '2026-01-01', '2026-01-31', null, 3), (3, 2, '2026-03-01', '2026-03-31', null, 3),
               (1, 2, '2026-04-01', '2026-04-30', null, 3), (1, 2, '2026-03-01', '2026-03-31', '2026-03-02 09:00+00', 3);
        insert into liaison.offers (id, candidate_id, company, position, reply_by, attestation, untrue_reason) overriding system value
        values (1, 1, 'Vale & Co', 'Engineer', '2026-03-10', 'It is true.', null), (2, 4, 'Vale & Co', 'Lead', '2026-03-12', 'It is true.', 'Never made.'),
               (3, 3, 'Kumo', 'Architect', '2026-03-12', 'It is true.', null), (4, 6, 'Vale & Co', 'Planner', '2026-03-12', 'It is true.', null);
        insert into liaison.tasks (id, kind, feedback_id, submission_id, candidate_id, client_id, recruiter_id, opened_on, due_on)
        overriding system value
        select f.id, 'thank_client', f.id, f.submission_id, f.candidate_id, f.client_id, f.recruiter_id, '2026-03-02', '2026-03-04'
          from liaison.feedback f where f.id in (1, 3, 5, 6);
        insert into liaison.interests (id, candidate_id, client_id) overriding system value values (1, 1, 2), (2, 3, 3), (3, 6, 4);
        insert into liaison.leads (id, client_id, recruiter_id, company) overriding system value
        values (1, 1, 1, 'Vale & Co'), (2, 3, 2, 'Kumo'), (3, 4, 3, 'Tram Works');
        insert into liaison.policies (client_id, effective_from, changes, note, set_by)
        values (null, '2026-03-20', '{"answer_days": 8}', null, 3), (1, '2026-03-20', '{"answer_days": 9}', 'They asked for it.', 3);
        insert into liaison.import_keys (source, kind, external_id, entity_id) values ('opencats', 'candidate', '1', 1);
        insert into liaison.interviewers (interview_id, contact_id, candidate_id, client_id) values (1, 101, 1, 1);
        insert into liaison.notes (id, interview_id, candidate_id, client_id, recruiter_id, contact_id, message) overriding system value
        select i.id, i.id, i.candidate_id, i.client_id, i.recruiter_id, i.client_id * 100 + 3, 'Thank you for round ' || i.id || '.'
          from liaison.interviews i order by i.id;
        update liaison.notes set forwarded_at = '2026-03-03 09:00+00', forwarded_by = 1 where id = 5;
        update liaison.notes set return_reason = 'Shorter.', returned_at = '2026-03-03 09:00+00', returned_by = 3 where id = 6;
        insert into liaison.materials (id, interview_id, candidate_id, client_id, recruiter_id, what, is_promise, added_by) overriding system value
        select i.id, i.id, i.candidate_id, i.client_id, i.recruiter_id, 'Portfolio ' || i.id, i.id in (2, 4), 0
          from liaison.interviews i order by i.id;
        insert into liaison.materials (id, interview_id, candidate_id, client_id, recruiter_id, what, kind) overriding system value
        values (7, 1, 1, 1, 1, 'I also built a dam.', 'later_thought');
        update liaison.materials set done_at = '2026-03-03 09:00+00', done_on = '2026-03-03', done_by = 1 where id in (5, 7);
        insert into liaison.candidate_references (id, candidate_id, recruiter_id, name, email) overriding system value
        select k.id, k.id, k.recruiter_id, 'Reference ' || k.id, 'reference' || k.id || '@ref.test' from liaison.candidates k where k.id in (1, 3, 6);
        insert into liaison.reference_alerts (id, reference_id, candidate_id, vacancy_id) overriding system value
        values (1, 1, 1, 11), (3, 3, 3, 31), (6, 6, 6, 41);
        insert into liaison.reference_contacts (id, reference_id, vacancy_id, contacted_on, method, outcome, logged_by) overriding system value
        select a.id, a.reference_id, a.vacancy_id, '2026-03-04', 'phone', 'Fine.', 1 from liaison.reference_alerts a;
        insert into liaison.holding_messages (id, submission_id, candidate_id, recruiter_id, message, sent_by) overriding system value
        select s.id, s.id, s.candidate_id, s.recruiter_id, 'No news yet.', s.recruiter_id from liaison.submissions s where s.id in (1, 3, 6);
        insert into liaison.call_promises (id, submission_id, candidate_id, recruiter_id, call_by, promised_by) overriding system value
        select s.id, s.id, s.candidate_id, s.recruiter_id, '2026-03-06', s.recruiter_id from liaison.submissions s where s.id in (1, 3, 6);
        alter table liaison.holding_messages alter column id restart with 1001;
        alter table liaison.call_promises alter column id restart with 1001;
        insert into liaison.contracts (id, client_id, effective_from, kind, currency, fee_bp, flat_minor, payment_days, rebates, set_by)
        overriding system value
        values (1, 1, '2026-01-01', 'percent', 'GBP', 2000, null, 30, '[{"within_days": 28, "rebate_bp": 10000}]', 1),
               (2, 3, '2026-01-01', 'percent', 'JPY', 2500, null, 30, '[]', 2),
               (3, 4, '2026-01-01', 'flat', 'GBP', null, 250000, 30, '[{"within_days": 28, "rebate_bp": 10000}]', 3);
        select liaison.place_candidate(10, '2026-03-09', 4800000, 'GBP', 3, 250000, '2026-04-08');
        select liaison.place_candidate(11, '2026-03-09', null, null, null, null, null);
        select liaison.place_candidate(12, '2026-03-09', 4800000, 'GBP', 3, 250000, '2026-04-08');
        insert into liaison.bonuses (id, placement_id, nomination_id, programme_id, referrer_id, recruiter_id, candidate_id, sponsor_client_id,
            instalment, due_on, amount_minor, currency, void_reason, forfeited_on) overriding system value
        values (1, 1, 1, 1, 1, 1, 1, null, 1, '2026-03-01', 25000, 'GBP', null, null), (2, 1, 1, 1, 1, 1, 1, null, 2, '2026-05-01', 25000, 'GBP', null, null),
               (3, 2, 2, 1, 2, 2, 3, null, 1, '2026-03-01', 25000, 'GBP', null, null), (4, 3, 3, 1, 3, 3, 6, null, 1, '2026-03-01', 25000, 'GBP', null, null),
               (5, 1, 1, 2, 1, 1, 1, 1, 3, '2026-03-02', 100000, 'GBP', null, '2026-02-01'),
               (6, 1, 1, 2, 1, 1, 1, 1, 4, '2026-03-02', 100000, 'GBP', 'agency-fee-due', null);
        select liaison_private.move_bonus('bonus', b, null) from liaison.bonuses b where b.id <= 4;
        select liaison.make_batch('fee');
        alter table liaison.bonuses alter column id restart with 1001;
        alter table liaison.contracts alter column id restart with 1001;
        alter table liaison.notes alter column id restart with 1001;
        alter table liaison.materials alter column id restart with 1001;
        alter table liaison.candidate_references alter column id restart with 1001;
        alter table liaison.reference_alerts alter column id restart with 1001;
        alter table liaison.reference_contacts alter column id restart with 1001;
        alter table liaison.interviews alter column id restart with 1001;
        alter table liaison.feedback alter column id restart with 1001;
        alter table liaison.offers alter column id restart with 1001;
        alter table liaison.tasks alter column id restart with 1001;
        alter table liaison.interests alter column id restart with 1001;
        alter table liaison.leads alter column id restart with 1001;
        """
}
