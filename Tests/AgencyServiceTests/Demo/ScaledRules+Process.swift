import Postgres

extension ScaledRules {
    /// Consent, stages and what is published (R7, R9, R10, M2).
    var stages: [(String, SQL)] {
        [
            (
                "consent comes before the sending on the agency channel, confirmation on the referral channel",
                """
                select count(*) from liaison.submissions s left join liaison.consents c on c.id = s.id
                  left join liaison.nominations n on n.id = s.nomination_id
                 where s.sent_on is not null
                   and (s.channel = 'agency' and (c.given_at is null or liaison.local_date(c.given_at, 'Europe/London') > s.sent_on)
                        or s.channel = 'referral' and (n.confirmed_at is null or liaison.local_date(n.confirmed_at, 'Europe/London') > s.sent_on
                                                       or n.candidate_id <> s.candidate_id or n.client_id <> s.client_id))
                """
            ),
            (
                "interviews are of sent submissions, after the sending",
                """
                select count(*) from liaison.interviews i join liaison.submissions s on s.id = i.submission_id
                 where s.sent_on is null or s.sent_on >= i.held_on
                """
            ),
            (
                "the stage is what the last event made it",
                """
                select count(*) from liaison.submissions s
                  left join lateral (select f.decision from liaison.feedback f where f.submission_id = s.id
                                      order by f.received_on desc, f.id desc limit 1) f on true
                  left join lateral (select i.id, exists (select from liaison.feedback g where g.interview_id = i.id) as is_answered
                                       from liaison.interviews i where i.submission_id = s.id order by i.id desc limit 1) i on true
                 where s.stage <> case
                         when exists (select from liaison.withdrawals w where w.id = s.id) then 'withdrawn'
                         when exists (select from liaison.releases r where r.submission_id = s.id and r.feedback_id is null) then 'closed'
                         when s.sent_on is null then 'registered'
                         when i.id is null then 'sent'
                         when not i.is_answered then 'interviewing'
                         when f.decision = 'offer' and s.stage = 'placed' then 'placed'
                         else case f.decision when 'advance' then 'interviewing' when 'hold' then 'on_hold' when 'offer' then 'offered' else 'rejected' end
                       end
                """
            ),
            (
                "what is published follows sending, interviews, releases and withdrawal",
                """
                select count(*) from liaison.submissions s
                  left join lateral (select r.outcome, r.released_on, r.released_at, r.interview_id from liaison.releases r
                                      where r.submission_id = s.id order by r.id desc limit 1) r on true
                  left join lateral (select i.id from liaison.interviews i where i.submission_id = s.id order by i.id desc limit 1) i on true
                 where s.published_stage <> case
                         when exists (select from liaison.withdrawals w where w.id = s.id) then 'withdrawn'
                         when r.outcome in ('closed', 'reject', 'offer') or r.outcome = 'hold' and r.interview_id = i.id
                              then case r.outcome when 'reject' then 'rejected' when 'offer' then 'offered' when 'hold' then 'on_hold' else 'closed' end
                         when i.id is not null then 'interviewing'
                         when s.sent_on is not null then 'sent'
                         else 'registered' end
                    or s.published_closed_on is distinct from case
                         when s.published_stage = 'withdrawn' then s.published_on when r.outcome in ('closed', 'reject') then r.released_on end
                    or s.published_stage in ('rejected', 'closed', 'offered', 'on_hold') and s.published_on <> r.released_on
                    or s.published_on >= \(today)::date
                    or s.published_on < liaison.local_date(s.created_at, 'Europe/London')
                """
            ),
            (
                "a submission closes on the day of what closed it",
                """
                select count(*) from liaison.submissions s
                 where s.closed_on is distinct from case s.stage
                         when 'rejected' then (select max(f.received_on) from liaison.feedback f where f.submission_id = s.id)
                         when 'withdrawn' then (select liaison.local_date(w.withdrawn_at, 'Europe/London') from liaison.withdrawals w where w.id = s.id)
                         when 'closed' then (select r.released_on from liaison.releases r where r.submission_id = s.id and r.feedback_id is null) end
                    or s.closed_on >= \(today)::date
                """
            ),
            (
                "nobody who referred a candidate has a hand in the decision",
                """
                select count(*) from liaison.nominations n join liaison.referrers r on r.id = n.referrer_id
                 where exists (select from liaison.interviewers w where w.contact_id = r.contact_id and w.candidate_id = n.candidate_id)
                    or exists (select from liaison.feedback f where f.contact_id = r.contact_id and f.candidate_id = n.candidate_id)
                    or exists (select from liaison.submissions s join liaison.vacancies v on v.id = s.vacancy_id
                                where s.candidate_id = n.candidate_id and v.decision_maker_id = r.contact_id)
                    or exists (select from liaison.contact_details d where lower(d.email) = lower(r.email) and d.id is distinct from r.contact_id)
                """
            ),
            (
                "a vacancy is open when a candidate is put forward for it, who was registered by then",
                """
                select count(*) from liaison.submissions s join liaison.vacancies v on v.id = s.vacancy_id
                  join liaison.candidates c on c.id = s.candidate_id
                 where liaison.local_date(s.created_at, 'Europe/London') not between v.opened_on and coalesce(v.closed_on, \(today)::date)
                    or liaison.local_date(s.created_at, 'Europe/London') < c.registered_on
                    or exists (select from liaison.nominations n where n.id = s.nomination_id and (n.made_at > s.created_at or n.made_on < c.registered_on))
                """
            ),
        ]
    }

    /// Chases in their windows (T4 to T9, T18), by the database's own functions.
    var chases: [(String, SQL)] {
        [
            (
                "no chase before its window, on a day off, after the answer or in the future",
                """
                select count(*) from liaison.chases h join liaison.interviews i on i.id = h.interview_id
                  join liaison.clients c on c.id = i.client_id
                  cross join lateral (select max(o.made_on) as made_on from liaison.chases o where o.interview_id = h.interview_id and o.id < h.id) l
                  left join lateral (select p.date from liaison.promises p where p.interview_id = h.interview_id
                                        and (p.given_on < h.made_on or p.given_on = h.made_on and p.recorded_at < h.logged_at)
                                      order by p.given_on desc, p.id desc limit 1) p on true
                 where h.kind = 'chase' and h.made_on < greatest(
                         case when p.date is null then liaison.roll(c.calendar_id, i.held_on + 7) else liaison.bd(c.calendar_id, p.date, 1) end,
                         liaison.roll(c.calendar_id, l.made_on + 3))
                    or h.made_on >= \(today)::date or h.made_on > i.resolved_on or i.cancelled_at is not null
                    or not liaison.is_business_day(c.calendar_id, h.made_on)
                    or h.made_on <> liaison.local_date(h.logged_at, c.time_zone)
                """
            ),
            (
                "the function that the trigger asks says the same of chases that brought no promise on their day",
                """
                select count(*) from liaison.chases h
                 where h.kind = 'chase'
                   and not exists (select from liaison.promises p where p.interview_id = h.interview_id and p.given_on = h.made_on)
                   and h.made_on < liaison.chase_opens(h.interview_id, h.made_on, 0, false, h.id)
                """
            ),
            (
                "courtesy calls come on the second or third business day, without a promise and first",
                """
                select count(*) from liaison.chases h join liaison.interviews i on i.id = h.interview_id
                  join liaison.clients c on c.id = i.client_id
                 where h.kind = 'courtesy'
                   and (h.made_on not between liaison.bd(c.calendar_id, i.held_on, 2) and liaison.bd(c.calendar_id, i.held_on, 3)
                        or exists (select from liaison.promises p where p.interview_id = i.id and p.given_on <= h.made_on)
                        or exists (select from liaison.chases o where o.interview_id = i.id and o.id < h.id))
                """
            ),
            (
                "nobody is called who did not say that calls are okay",
                """
                select count(*) from liaison.chases h join liaison.contacts n on n.id = h.contact_id
                 where h.method = 'phone' and not n.may_call or n.client_id <> h.client_id
                """
            ),
            (
                "no contact twice within three days",
                """
                select count(*) from (select h.made_on - lag(h.made_on) over (partition by h.contact_id order by h.made_on) as apart
                                        from liaison.chases h) x where x.apart < 3
                """
            ),
        ]
    }
}
