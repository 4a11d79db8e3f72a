-- Wording that a client had better not read (T14): a phrase list kept as data, which coordinators edit.
-- Effect on a running service: none, a new table.

create table liaison.phrases (
    id bigint generated always as identity,
    phrase text not null,
    language text not null,
    kind text not null,
    why text not null,
    better text,
    is_active boolean not null default true,
    constraint phrases_pkey primary key (id),
    constraint phrases_phrase_check check (length(phrase) between 1 and 200),
    constraint phrases_language_check check (language ~ '^[a-z]{2,3}$'),
    constraint phrases_kind_check check (kind in ('pleading', 'pressure', 'insult', 'ultimatum', 'grand_claim')),
    constraint phrases_why_check check (length(why) between 1 and 200),
    constraint phrases_better_check check (length(better) between 1 and 200)
);
create unique index phrases_phrase_key on liaison.phrases (language, lower(phrase));
comment on table liaison.phrases is 'wording that a draft to a client is warned of, never changed nor refused (T14)';
comment on column liaison.phrases.phrase is
    'its words; * at the end of a word stands for any ending, and an English word for its -s, -ed and -ing too';
comment on column liaison.phrases.language is 'primary language subtag of BCP 47';
comment on column liaison.phrases.better is 'what to write in its place, where there is something';

alter table liaison.phrases enable row level security;
alter table liaison.phrases force row level security;
create policy owner on liaison.phrases to liaison_owner using (true) with check (true);
comment on policy owner on liaison.phrases is 'the owner''s triggers and definer functions';
create policy signed_in on liaison.phrases for select to liaison_candidate, liaison_staff using ((select liaison.account_id()) is not null);
comment on policy signed_in on liaison.phrases is 'who writes to a client may have a draft looked at (T14)';
create policy coordinator_insert on liaison.phrases for insert to liaison_staff with check ((select liaison.is_coordinator()));
comment on policy coordinator_insert on liaison.phrases is 'T14: edited by coordinators';
create policy coordinator_update on liaison.phrases for update to liaison_staff
    using ((select liaison.is_coordinator())) with check ((select liaison.is_coordinator()));
comment on policy coordinator_update on liaison.phrases is 'T14: edited by coordinators';
grant select on liaison.phrases to liaison_candidate, liaison_staff;
grant insert (phrase, language, kind, why, better), update (phrase, language, kind, why, better, is_active) on liaison.phrases to liaison_staff;

insert into liaison.phrases (phrase, language, kind, why, better) values
    ('beg you', 'en', 'pleading', 'It begs, and a decision is not owed as a favour.', 'We would value your decision.'),
    ('begging', 'en', 'pleading', 'It begs, and a decision is not owed as a favour.', 'We would value your decision.'),
    ('desperat*', 'en', 'pleading', 'Need is no argument for a candidate.', 'keen'),
    ('please please', 'en', 'pleading', 'Asked twice is pleaded.', 'please'),
    ('really need this job', 'en', 'pleading', 'Need is no argument for a candidate.', 'is very interested in this position'),
    ('would do anything', 'en', 'pleading', 'It weakens what the candidate can do.', null),
    ('last hope', 'en', 'pleading', 'Need is no argument for a candidate.', null),
    ('give me a chance', 'en', 'pleading', 'The client weighs what somebody can do, not a plea.', 'I would be glad to show what I can do.'),
    ('give us a chance', 'en', 'pleading', 'The client weighs what somebody can do, not a plea.', 'We would be glad to show what we can do.'),
    ('sorry to bother', 'en', 'pleading', 'A question at its proper time needs no excuse.', 'I am writing as we agreed.'),
    ('sorry to disturb', 'en', 'pleading', 'A question at its proper time needs no excuse.', 'I am writing as we agreed.'),
    ('know you are busy', 'en', 'pleading', 'It asks for pity before it asks a question.', 'Could you tell me by DAY?'),
    ('any news at all', 'en', 'pleading', 'It sounds hopeless.', 'Is there news of the interview on DAY?'),
    ('forgive me for asking', 'en', 'pleading', 'A question at its proper time needs no excuse.', null),
    ('asap', 'en', 'pressure', 'It sets the client a date without naming one.', 'by DAY'),
    ('as soon as possible', 'en', 'pressure', 'It sets the client a date without naming one.', 'by DAY'),
    ('as soon as you can', 'en', 'pressure', 'It sets the client a date without naming one.', 'by DAY'),
    ('urgent', 'en', 'pressure', 'It makes our haste the clients.', 'by DAY'),
    ('urgently', 'en', 'pressure', 'It makes our haste the clients.', 'by DAY'),
    ('immediately', 'en', 'pressure', 'It orders the client about.', 'by DAY'),
    ('right away', 'en', 'pressure', 'It orders the client about.', 'by DAY'),
    ('still waiting', 'en', 'pressure', 'It reproaches.', 'You expected to decide by DAY; does that stand?'),
    ('keep us waiting', 'en', 'pressure', 'It reproaches.', 'You expected to decide by DAY; does that stand?'),
    ('keep me waiting', 'en', 'pressure', 'It reproaches.', 'You expected to decide by DAY; does that stand?'),
    ('you promised', 'en', 'pressure', 'It reproaches.', 'You expected to decide by DAY; does that stand?'),
    ('you said you would', 'en', 'pressure', 'It reproaches.', 'You expected to decide by DAY; does that stand?'),
    ('why have you not', 'en', 'pressure', 'It calls the client to account.', 'Is there news of the interview on DAY?'),
    ('why havent you', 'en', 'pressure', 'It calls the client to account.', 'Is there news of the interview on DAY?'),
    ('we demand', 'en', 'pressure', 'It orders the client about.', 'we ask'),
    ('i demand', 'en', 'pressure', 'It orders the client about.', 'I ask'),
    ('we insist', 'en', 'pressure', 'It orders the client about.', 'we suggest'),
    ('i insist', 'en', 'pressure', 'It orders the client about.', 'I suggest'),
    ('must insist', 'en', 'pressure', 'It orders the client about.', 'suggest'),
    ('expect an answer', 'en', 'pressure', 'It orders the client about.', 'Could you answer by DAY?'),
    ('need an answer', 'en', 'pressure', 'It makes our haste the clients.', 'Could you answer by DAY?'),
    ('how much longer', 'en', 'pressure', 'It reproaches.', 'When do you expect to decide?'),
    ('third time', 'en', 'pressure', 'Counting aloud reproaches.', null),
    ('take it or leave it', 'en', 'ultimatum', 'It leaves the client only a no.', null),
    ('or else', 'en', 'ultimatum', 'It threatens.', null),
    ('last chance', 'en', 'ultimatum', 'It threatens.', null),
    ('final chance', 'en', 'ultimatum', 'It threatens.', null),
    ('final warning', 'en', 'ultimatum', 'It threatens.', null),
    ('now or never', 'en', 'ultimatum', 'It threatens.', null),
    ('if i do not hear', 'en', 'ultimatum', 'It threatens.', 'The other company asks for an answer by DAY.'),
    ('if i dont hear', 'en', 'ultimatum', 'It threatens.', 'The other company asks for an answer by DAY.'),
    ('if we do not hear', 'en', 'ultimatum', 'It threatens.', 'The other company asks for an answer by DAY.'),
    ('will go elsewhere', 'en', 'ultimatum', 'It threatens.', 'The candidate has another offer, to be answered by DAY.'),
    ('will walk away', 'en', 'ultimatum', 'It threatens.', null),
    ('have no choice but', 'en', 'ultimatum', 'It threatens.', null),
    ('your loss', 'en', 'ultimatum', 'It threatens.', null),
    ('unprofessional*', 'en', 'insult', 'It insults.', null),
    ('ridiculous*', 'en', 'insult', 'It insults.', null),
    ('incompeten*', 'en', 'insult', 'It insults.', null),
    ('disrespect*', 'en', 'insult', 'It insults.', null),
    ('disgrace*', 'en', 'insult', 'It insults.', null),
    ('rude', 'en', 'insult', 'It insults.', null),
    ('stupid*', 'en', 'insult', 'It insults.', null),
    ('idiot*', 'en', 'insult', 'It insults.', null),
    ('lied to', 'en', 'insult', 'It accuses of lying.', 'The dates we were given differ.'),
    ('liar', 'en', 'insult', 'It accuses of lying.', null),
    ('waste of time', 'en', 'insult', 'It insults.', null),
    ('wasting my time', 'en', 'insult', 'It insults.', null),
    ('wasting our time', 'en', 'insult', 'It insults.', null),
    ('shame on', 'en', 'insult', 'It insults.', null),
    ('best candidate', 'en', 'grand_claim', 'Nobody can know that; name what the candidate did.', 'an experienced candidate'),
    ('perfect candidate', 'en', 'grand_claim', 'Nobody is; name what the candidate did.', 'a candidate who has done this work'),
    ('perfect fit', 'en', 'grand_claim', 'Nobody is; name what the candidate did.', 'a good match for A and B'),
    ('ideal candidate', 'en', 'grand_claim', 'Nobody is; name what the candidate did.', 'a candidate who has done this work'),
    ('guarantee', 'en', 'grand_claim', 'Nobody can vouch for what a person will do.', 'expect'),
    ('100 percent', 'en', 'grand_claim', 'Nobody can vouch for what a person will do.', null),
    ('world class', 'en', 'grand_claim', 'Name what the candidate did.', null),
    ('second to none', 'en', 'grand_claim', 'Name what the candidate did.', null),
    ('nobody else can', 'en', 'grand_claim', 'Nobody can know that; name what the candidate did.', null),
    ('no one else can', 'en', 'grand_claim', 'Nobody can know that; name what the candidate did.', null),
    ('you will not find', 'en', 'grand_claim', 'Nobody can know that; name what the candidate did.', null),
    ('you wont find', 'en', 'grand_claim', 'Nobody can know that; name what the candidate did.', null),
    ('you will not regret', 'en', 'grand_claim', 'Nobody can vouch for that.', null),
    ('you wont regret', 'en', 'grand_claim', 'Nobody can vouch for that.', null),
    ('rock star', 'en', 'grand_claim', 'Name what the candidate did.', 'skilled'),
    ('rockstar', 'en', 'grand_claim', 'Name what the candidate did.', 'skilled'),
    ('guru', 'en', 'grand_claim', 'Name what the candidate did.', 'specialist'),
    ('ninja', 'en', 'grand_claim', 'Name what the candidate did.', 'specialist'),
    ('genius', 'en', 'grand_claim', 'Name what the candidate did.', 'gifted'),
    ('bitte bitte', 'de', 'pleading', 'Zweimal gebeten ist gebettelt.', 'bitte'),
    ('fleh* sie an', 'de', 'pleading', 'Es bettelt.', 'Wir freuen uns auf Ihre Entscheidung.'),
    ('verzweifel*', 'de', 'pleading', 'Not ist kein Grund für eine Zusage.', null),
    ('entschuldigen sie die störung', 'de', 'pleading', 'Eine Frage zur rechten Zeit braucht keine Entschuldigung.', 'wie vereinbart'),
    ('so schnell wie möglich', 'de', 'pressure', 'Es setzt eine Frist, ohne sie zu nennen.', 'bis zum TAG'),
    ('schnellstmöglich*', 'de', 'pressure', 'Es setzt eine Frist, ohne sie zu nennen.', 'bis zum TAG'),
    ('umgehend*', 'de', 'pressure', 'Es befiehlt.', 'bis zum TAG'),
    ('sofort*', 'de', 'pressure', 'Es befiehlt.', 'bis zum TAG'),
    ('warten immer noch', 'de', 'pressure', 'Es macht einen Vorwurf.', 'Sie wollten bis zum TAG entscheiden; bleibt es dabei?'),
    ('warte immer noch', 'de', 'pressure', 'Es macht einen Vorwurf.', 'Sie wollten bis zum TAG entscheiden; bleibt es dabei?'),
    ('letzte chance', 'de', 'ultimatum', 'Es droht.', null),
    ('sonst muss*', 'de', 'ultimatum', 'Es droht.', null),
    ('andernfalls', 'de', 'ultimatum', 'Es droht.', null),
    ('unverschämt*', 'de', 'insult', 'Es beleidigt.', null),
    ('inkompeten*', 'de', 'insult', 'Es beleidigt.', null),
    ('unprofessionell*', 'de', 'insult', 'Es beleidigt.', null),
    ('frechheit*', 'de', 'insult', 'Es beleidigt.', null),
    ('beste* kandidat*', 'de', 'grand_claim', 'Das weiß niemand; nennen Sie, was die Person geleistet hat.', null),
    ('perfekte* kandidat*', 'de', 'grand_claim', 'Das ist niemand; nennen Sie, was die Person geleistet hat.', null),
    ('garantier*', 'de', 'grand_claim', 'Niemand bürgt für einen anderen.', 'erwarten'),
    ('vous en supplie*', 'fr', 'pleading', 'Cela supplie.', 'Nous serions heureux de connaître votre décision.'),
    ('désespér*', 'fr', 'pleading', 'Le besoin nest pas un argument.', null),
    ('désolé* de vous déranger', 'fr', 'pleading', 'Une question posée à temps na pas besoin dexcuse.', 'comme convenu'),
    ('au plus vite', 'fr', 'pressure', 'Cela fixe un délai sans le nommer.', 'avant le JOUR'),
    ('dès que possible', 'fr', 'pressure', 'Cela fixe un délai sans le nommer.', 'avant le JOUR'),
    ('dans les plus brefs délais', 'fr', 'pressure', 'Cela fixe un délai sans le nommer.', 'avant le JOUR'),
    ('immédiatement', 'fr', 'pressure', 'Cela donne un ordre.', 'avant le JOUR'),
    ('vous aviez promis', 'fr', 'pressure', 'Cela fait un reproche.', 'Vous pensiez décider avant le JOUR ; est-ce toujours le cas ?'),
    ('dernière chance', 'fr', 'ultimatum', 'Cela menace.', null),
    ('à prendre ou à laisser', 'fr', 'ultimatum', 'Cela ne laisse au client que le refus.', null),
    ('faute de réponse', 'fr', 'ultimatum', 'Cela menace.', null),
    ('incompéten*', 'fr', 'insult', 'Cela insulte.', null),
    ('inadmissible*', 'fr', 'insult', 'Cela insulte.', null),
    ('manque de respect', 'fr', 'insult', 'Cela insulte.', null),
    ('meilleur* candidat*', 'fr', 'grand_claim', 'Personne ne peut le savoir ; dites ce que la personne a fait.', null),
    ('candidat* idéal*', 'fr', 'grand_claim', 'Personne ne lest ; dites ce que la personne a fait.', null);

create trigger audit after insert or update or delete on liaison.phrases
    for each row execute function liaison_private.record_change();
