package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.ConsentDirective;
import org.medchain.contract.consent.ConsentEvents.QueryQuoted;
import org.medchain.contract.consent.ConsentEvents.ReadAnswered;
import org.medchain.contract.consent.Delegates;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.economy.HeldLevel;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.incentive.MembershipRules;

/** Consent in the plainest way: lists that are searched, as a clerk would. */
final class PlainDirectives {
  /** The purposes for which a reader reads for itself. */
  private static final Set<Purpose> PRICED = EnumSet.of(Purpose.HRESCH, Purpose.HMARKT);

  record Now(long height, long timeMs) {}

  private record Given(DirectiveTerms terms, long untilMs, PublicKey by) {}

  private record Acting(PublicKey owner, PublicKey delegate, boolean byCenter, long untilMs) {}

  private final PlainKeys keys;
  private final List<Given> given = new ArrayList<>();
  private final List<Acting> acting = new ArrayList<>();
  final Map<PublicKey, List<AccessEntry>> trails = new TreeMap<>();

  PlainDirectives(PlainKeys keys) {
    this.keys = keys;
  }

  private static boolean participates(WorldState state, PublicKey who) {
    return Registration.role(state, who).filter(role -> role != Role.REGULATORY_CENTER).isPresent();
  }

  private boolean active(WorldState state, PublicKey who) {
    return participates(state, who) && !Registration.hasLeft(state, who) && keys.signs(state, who);
  }

  private boolean acts(WorldState state, PublicKey owner, PublicKey who, long nowMs) {
    boolean appointed =
        acting.stream()
            .anyMatch(
                each ->
                    each.owner().equals(owner)
                        && each.delegate().equals(who)
                        && nowMs < each.untilMs());
    return appointed && active(state, who);
  }

  private Optional<Outcome> mayDecide(
      WorldState state, PublicKey owner, PublicKey who, long nowMs) {
    if (owner.equals(who)) {
      return Optional.empty();
    }
    if (!acts(state, owner, who, nowMs)) {
      return Optional.of(Outcome.NOT_ALLOWED);
    }
    if (Freezing.isFrozen(state, who)) {
      return Optional.of(Outcome.ACCOUNT_FROZEN);
    }
    return Registration.hasLeft(state, owner) ? Optional.of(Outcome.OWNER_LEFT) : Optional.empty();
  }

  Outcome issued(WorldState state, PublicKey who, IssueDirective order, long nowMs) {
    DirectiveTerms terms = order.terms();
    if (!participates(state, who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (!Registration.role(state, terms.owner()).equals(Optional.of(Role.PATIENT))) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    Optional<Outcome> objection = mayDecide(state, terms.owner(), who, nowMs);
    if (objection.isPresent()) {
      return objection.get();
    }
    if (order.untilMs() <= nowMs) {
      return Outcome.TIME_PASSED;
    }
    if (terms.scope() instanceof DirectiveScope.OneRecord one) {
      Optional<StoredRecord> record = Records.find(state, one.record());
      if (record.isEmpty()) {
        return Outcome.UNKNOWN_RECORD;
      }
      if (!record.get().owner().equals(terms.owner())) {
        return Outcome.NOT_ALLOWED;
      }
      if (!record.get().isValid()) {
        return record.get().foundFalse() ? Outcome.RECORD_FALSE : Outcome.RECORD_PENDING;
      }
    }
    if (terms.grantee() instanceof Grantee.Party party) {
      if (party.key().equals(who) || party.key().equals(terms.owner())) {
        return Outcome.NOT_ALLOWED;
      }
      if (!active(state, party.key())) {
        return Outcome.UNKNOWN_PARTICIPANT;
      }
    }
    return added(new Given(terms, order.untilMs(), who));
  }

  private Outcome added(Given next) {
    PublicKey owner = next.terms().owner();
    if (given.contains(next) || given.contains(new Given(next.terms(), next.untilMs(), owner))) {
      return Outcome.ALREADY_GRANTED;
    }
    boolean replaced = given.removeIf(each -> each.terms().equals(next.terms()));
    long others = given.stream().filter(each -> each.terms().owner().equals(owner)).count();
    if (!replaced && others >= Directives.MAX_OF_OWNER) {
      return Outcome.LIMIT_REACHED;
    }
    given.add(next);
    return Outcome.OK;
  }

  Outcome revoked(WorldState state, PublicKey who, RevokeDirective order, long nowMs) {
    if (!participates(state, who)) {
      return Outcome.NOT_ALLOWED;
    }
    Optional<Given> found =
        given.stream().filter(each -> each.terms().id().equals(order.directive())).findFirst();
    if (found.isEmpty()) {
      return Outcome.NOT_GRANTED;
    }
    Optional<Outcome> objection = mayDecide(state, found.get().terms().owner(), who, nowMs);
    if (objection.isEmpty()) {
      given.remove(found.get());
    }
    return objection.orElse(Outcome.OK);
  }

  Outcome appointed(WorldState state, PublicKey who, AppointDelegate order, long nowMs) {
    boolean center = Registration.role(state, who).equals(Optional.of(Role.REGULATORY_CENTER));
    boolean patient = Registration.role(state, who).equals(Optional.of(Role.PATIENT));
    if (!center && !(patient && who.equals(order.owner()))) {
      return Outcome.NOT_ALLOWED;
    }
    if (order.untilMs() <= nowMs) {
      return Outcome.TIME_PASSED;
    }
    boolean owns =
        Registration.role(state, order.owner()).equals(Optional.of(Role.PATIENT))
            && !Registration.hasLeft(state, order.owner());
    if (!owns || !active(state, order.delegate())) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    Acting next = new Acting(order.owner(), order.delegate(), center, order.untilMs());
    long others =
        acting.stream()
            .filter(each -> each.owner().equals(next.owner()) && each.byCenter() == center)
            .filter(each -> nowMs < each.untilMs())
            .filter(each -> !each.delegate().equals(next.delegate()))
            .count();
    if (others >= Delegates.MAX_OF_EACH) {
      return Outcome.LIMIT_REACHED;
    }
    // Those whose time is over are forgotten when the next one comes, and not before.
    acting.removeIf(
        each ->
            each.owner().equals(next.owner())
                && (each.untilMs() <= nowMs
                    || (each.delegate().equals(next.delegate()) && each.byCenter() == center)));
    acting.add(next);
    return Outcome.OK;
  }

  Outcome ended(WorldState state, PublicKey who, EndDelegation order) {
    boolean center = Registration.role(state, who).equals(Optional.of(Role.REGULATORY_CENTER));
    boolean delegate = who.equals(order.delegate());
    if (!center && !delegate && !who.equals(order.owner())) {
      return Outcome.NOT_ALLOWED;
    }
    boolean ended =
        acting.removeIf(
            each ->
                each.owner().equals(order.owner())
                    && each.delegate().equals(order.delegate())
                    && (delegate || each.byCenter() == center));
    return ended ? Outcome.OK : Outcome.NOT_GRANTED;
  }

  Outcome read(WorldState state, PublicKey who, ReadRecord order, Now now, List<Event> events) {
    if (!participates(state, who)) {
      return Outcome.NOT_ALLOWED;
    }
    Optional<StoredRecord> record = Records.find(state, order.record());
    if (record.isEmpty()) {
      return Outcome.UNKNOWN_RECORD;
    }
    ReadAnswered told = (ReadAnswered) events.getFirst();
    assertThat(told.owner()).isEqualTo(record.get().owner());
    ReadAnswer answer = answer(state, who, order, record.get(), now);
    boolean priced = answer == ReadAnswer.DIRECTIVE && PRICED.contains(order.purpose());
    long price = priced ? price(state, who, now) : 0;
    boolean poor = price > state.balance(who);
    assertThat(told.line().answer()).isEqualTo(poor ? ReadAnswer.INSUFFICIENT_POINTS : answer);
    assertThat(told.line().price()).isEqualTo(poor ? 0 : price);
    List<AccessEntry> trail = trails.computeIfAbsent(told.owner(), any -> new ArrayList<>());
    assertThat(told.line().number()).isEqualTo(trail.size());
    trail.add(told.line());
    return Outcome.OK;
  }

  /** The price of the rules, less the discount of the reader's level as long as it holds. */
  private static long price(WorldState state, PublicKey who, Now now) {
    long price = state.rules().points().queryPrice();
    Optional<HeldLevel> held = Levels.entry(who).in(state);
    List<MembershipRules.MembershipLevel> levels = state.rules().membership().levels();
    if (held.isEmpty() || now.height() > held.get().until() || levels.size() < held.get().level()) {
      return price;
    }
    long discount = levels.get(held.get().level() - 1).discountBp();
    return price - price * discount / 10_000;
  }

  Outcome quoted(WorldState state, PublicKey who, QuoteQuery order, Now now, List<Event> events) {
    Optional<StoredRecord> record = Records.find(state, order.record());
    if (record.isEmpty()) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (record.get().foundFalse()) {
      return Outcome.RECORD_FALSE;
    }
    boolean free =
        who.equals(record.get().owner())
            || who.equals(record.get().doctor())
            || Purchases.of(state, order.record(), who).isPresent();
    long price = free ? 0 : price(state, who, now);
    assertThat(events).containsExactly(new QueryQuoted(order.record(), who, price));
    return Outcome.OK;
  }

  /** What would be answered; nothing without such a record, or such a reader. */
  Optional<ReadAnswer> answer(WorldState state, PublicKey who, ReadRecord order, Now now) {
    return keys.active(state, who)
        ? Records.find(state, order.record()).map(record -> answer(state, who, order, record, now))
        : Optional.empty();
  }

  private ReadAnswer answer(
      WorldState state, PublicKey who, ReadRecord order, StoredRecord record, Now now) {
    if (record.foundFalse()) {
      return ReadAnswer.RECORD_FALSE;
    }
    boolean bought = Purchases.of(state, order.record(), who).isPresent();
    if (Registration.hasLeft(state, record.owner())
        && (!bought || order.purpose() == Purpose.BTG)) {
      return ReadAnswer.OWNER_LEFT;
    }
    if (who.equals(record.owner())) {
      return ReadAnswer.OWNER;
    }
    if (Freezing.isFrozen(state, who)) {
      return ReadAnswer.READER_FROZEN;
    }
    Role role = Registration.role(state, who).orElseThrow();
    if (order.purpose() == Purpose.BTG) {
      return role == Role.DOCTOR && keys.practises(state, who)
          ? ReadAnswer.BREAK_GLASS
          : ReadAnswer.NOT_A_DOCTOR;
    }
    if (!readsFor(role, order.purpose())) {
      return ReadAnswer.WRONG_PURPOSE;
    }
    if (who.equals(record.doctor())) {
      return ReadAnswer.AUTHOR;
    }
    if (bought) {
      return ReadAnswer.BOUGHT;
    }
    Optional<Verification> verdict = Verdicts.of(state, order.record());
    boolean drawn = verdict.filter(each -> each.seatOf(who).isPresent()).isPresent();
    if (record.isPending() && drawn && now.height() <= verdict.get().until()) {
      return ReadAnswer.VERIFIER;
    }
    if (acts(state, record.owner(), who, now.timeMs())) {
      return ReadAnswer.DELEGATE;
    }
    return record.isPending()
        ? ReadAnswer.RECORD_PENDING
        : consented(state, order.purpose(), order.record(), record, who, now.timeMs());
  }

  /** Whether a provider may offer a record: its own, or one that a directive allows (CON-8). */
  boolean offers(WorldState state, Hash id, StoredRecord record, PublicKey who, long nowMs) {
    return who.equals(record.owner())
        || (!Registration.hasLeft(state, record.owner())
            && consented(state, Purpose.DISCLOSE, id, record, who, nowMs) == ReadAnswer.DIRECTIVE);
  }

  /** ROLE-8: some roles read for one thing, or two, and for no other. */
  private static boolean readsFor(Role role, Purpose purpose) {
    return switch (role) {
      case INSURER -> purpose == Purpose.HPAYMT;
      case PHARMA -> purpose == Purpose.HRESCH || purpose == Purpose.HMARKT;
      case SUPERVISION -> purpose == Purpose.HOPERAT || purpose == Purpose.PUBHLTH;
      case PUBLIC_SECURITY -> purpose == Purpose.PUBHLTH;
      default -> true;
    };
  }

  private ReadAnswer consented(
      WorldState state, Purpose purpose, Hash id, StoredRecord record, PublicKey who, long nowMs) {
    ReadAnswer answer = ReadAnswer.NO_CONSENT;
    Role role = Registration.role(state, who).orElseThrow();
    for (Given each : given) {
      boolean fits =
          each.terms().owner().equals(record.owner())
              && covers(each.terms().scope(), id, record)
              && names(each.terms().grantee(), who, role)
              && (each.terms().purpose() == purpose
                  || (each.terms().purpose() == Purpose.TREAT && purpose == Purpose.ETREAT));
      boolean over = each.untilMs() <= nowMs;
      if (fits && !over && mayDecide(state, each.terms().owner(), each.by(), nowMs).isEmpty()) {
        return ReadAnswer.DIRECTIVE;
      }
      answer = fits && over ? ReadAnswer.EXPIRED : answer;
    }
    return answer;
  }

  private static boolean covers(DirectiveScope scope, Hash id, StoredRecord record) {
    return switch (scope) {
      case DirectiveScope.OneRecord one -> one.record().equals(id);
      case DirectiveScope.OfType type -> type.dataType().equals(record.type());
      case DirectiveScope.AllRecords all -> true;
    };
  }

  private static boolean names(Grantee grantee, PublicKey who, Role role) {
    return switch (grantee) {
      case Grantee.Party party -> party.key().equals(who);
      case Grantee.AnyOf any -> any.role() == role;
    };
  }

  /** CON-31: the last 64 granted lines and the last 16 refused, and a hash over all. */
  void requireSame(WorldState state) {
    for (Given each : given) {
      ConsentDirective stands = Directives.entry(each.terms().id()).in(state).orElseThrow();
      assertThat(stands.untilMs()).isEqualTo(each.untilMs());
      assertThat(stands.givenBy()).isEqualTo(each.by());
    }
    trails.forEach(
        (owner, lines) -> {
          Hash head = Hash.ZERO;
          for (AccessEntry each : lines) {
            head = Hash.of(new Encoder().hash(head).value(each).toBytes());
          }
          assertThat(AccessLog.of(state, owner).length()).isEqualTo(lines.size());
          assertThat(AccessLog.of(state, owner).head()).isEqualTo(head);
          List<AccessEntry> kept = new ArrayList<>();
          for (boolean granted : List.of(true, false)) {
            List<AccessEntry> alike =
                lines.stream().filter(each -> (each.answer().code() < 32) == granted).toList();
            int from = Math.max(0, alike.size() - (granted ? 64 : 16));
            kept.addAll(alike.subList(from, alike.size()));
          }
          assertThat(AccessLog.lines(state, owner)).containsExactlyInAnyOrderElementsOf(kept);
        });
  }
}
