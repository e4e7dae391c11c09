package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.contract.Genesis;
import org.medchain.contract.attestation.AttestRecord;
import org.medchain.contract.attestation.Attestations;
import org.medchain.contract.center.Freezing;
import org.medchain.contract.consent.AppointDelegate;
import org.medchain.contract.consent.EndDelegation;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.registration.ReplaceKey;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * The operations on records' attestations, on consent, on deals and demands, and of the incentive
 * game once more, in the plainest way: maps that share nothing with the tables under test. It asks
 * the chain for the registered participants and the records.
 */
final class PlainConsent {
  /** The engine gives these before it checks an operation. */
  private static final Set<Outcome> ENGINES =
      EnumSet.of(
          Outcome.UNKNOWN_SENDER,
          Outcome.LEFT,
          Outcome.REVOKED,
          Outcome.DUPLICATE,
          Outcome.MALFORMED);

  /** The chain's result. */
  record Result(Outcome outcome, List<Event> events) {}

  private final PlainKeys keys = new PlainKeys();
  private final PlainDirectives directives = new PlainDirectives(keys);
  private final PlainDeals deals = new PlainDeals(keys);
  private final PlainTrade trade = new PlainTrade(keys, directives);
  private final PlainSearch search = new PlainSearch(keys);
  private final Map<Hash, PublicKey> verified = new TreeMap<>();
  private final PlainGame game;

  PlainConsent(Genesis genesis) {
    game = new PlainGame(genesis.terms().rules(), keys);
  }

  void beginBlock(long height) {
    game.beginBlock(height);
  }

  void endBlock(long height) {
    game.endBlock(height);
  }

  /** Foretells how an order goes, compares, and follows it. */
  void follow(
      WorldState before,
      PublicKey signer,
      Operation operation,
      PlainDirectives.Now now,
      Result result) {
    long nowMs = now.timeMs();
    Outcome outcome = result.outcome();
    if (ENGINES.contains(outcome)) {
      return;
    }
    WorldState state = before;
    PublicKey sender = keys.name(signer);
    Optional<Outcome> foretold =
        switch (operation) {
          case AttestRecord order -> Optional.of(attested(state, sender, order));
          case IssueDirective order -> Optional.of(directives.issued(state, sender, order, nowMs));
          case RevokeDirective order ->
              Optional.of(directives.revoked(state, sender, order, nowMs));
          case AppointDelegate order ->
              Optional.of(directives.appointed(state, sender, order, nowMs));
          case EndDelegation order -> Optional.of(directives.ended(state, sender, order));
          case ReadRecord order ->
              Optional.of(directives.read(state, sender, order, now, result.events()));
          case ReplaceKey order -> Optional.of(keys.replaced(state, sender, order));
          case QuoteQuery order ->
              Optional.of(directives.quoted(state, sender, order, now, result.events()));
          case OfferRecords order -> Optional.of(trade.offered(state, sender, order, nowMs));
          case DemandRecords order -> Optional.of(trade.demanded(state, sender, order));
          default ->
              search
                  .follow(state, sender, operation, nowMs, outcome)
                  .or(() -> deals.ordered(state, sender, operation, nowMs, result));
        };
    game.ordered(state, signer, sender, operation, now.height(), result)
        .ifPresent(each -> assertThat(outcome).as("%s", operation).isEqualTo(each));
    foretold.ifPresent(each -> assertThat(outcome).as("%s", operation).isEqualTo(each));
    trade.happened(state, nowMs, result.events());
  }

  /** Requires the chain's data on a record in the end. */
  void requireSame(WorldState after) {
    WorldState state = after;
    verified.forEach(
        (record, doctor) ->
            assertThat(Attestations.entry(record).in(state).orElseThrow().doctor())
                .isEqualTo(doctor));
    directives.requireSame(state);
    deals.requireSame(state);
    keys.requireSame(state);
    search.requireSame(after);
    game.requireSame(after);
  }

  /** What would be answered; nothing without such a record, or such a reader. */
  Optional<ReadAnswer> answer(
      WorldState state, PublicKey who, ReadRecord order, PlainDirectives.Now now) {
    return directives.answer(state, who, order, now);
  }

  private Outcome attested(WorldState state, PublicKey sender, AttestRecord attest) {
    Optional<StoredRecord> record = Records.find(state, attest.record());
    if (!Registration.role(state, sender).equals(Optional.of(Role.DOCTOR))) {
      return Outcome.NOT_ALLOWED;
    }
    if (record.isEmpty()) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (!record.get().doctor().equals(sender)) {
      return Outcome.NOT_ALLOWED;
    }
    if (record.get().foundFalse()) {
      return Outcome.RECORD_FALSE;
    }
    if (Freezing.isFrozen(state, sender)) {
      return Outcome.ACCOUNT_FROZEN;
    }
    if (Registration.hasLeft(state, record.get().owner())) {
      return Outcome.OWNER_LEFT;
    }
    return verified.putIfAbsent(attest.record(), sender) == null
        ? Outcome.OK
        : Outcome.ALREADY_ATTESTED;
  }
}
