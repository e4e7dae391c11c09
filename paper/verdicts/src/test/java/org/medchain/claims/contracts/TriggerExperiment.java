package org.medchain.claims.contracts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.medchain.claims.contracts.TriggerExperiment.TriggerTally.AgreementCounts;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.datasharing.Withdraw;
import org.medchain.contract.engine.Event;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/**
 * Whether every agreement takes effect in the transaction that meets its condition (CON-12): random
 * scenarios on a chain, beside an oracle that shares nothing with the trade of the chain.
 */
final class TriggerExperiment {
  private static final int MOST_IN_BLOCK = 4;
  private static final PointRules POINTS = new PointRules(200, 6, 20, 3, 8_000);
  private static final VerdictRules VERDICTS = new VerdictRules(3, 2, 0, 4, 1, 1, 0, 0);

  private TriggerExperiment() {}

  /** A scenario with what its agreements did. */
  private record ScenarioTally(
      int scenario, boolean verifiers, long transactions, AgreementCounts counts) {}

  static void run(ClaimRun run) throws Exception {
    List<ScenarioTally> tallies = new ArrayList<>();
    for (int scenario = 0; scenario < run.count("trigger_scenarios"); scenario++) {
      tallies.add(play(run, scenario));
    }
    run.raw("contract-triggers", tallies);
  }

  private static ScenarioTally play(ClaimRun run, int number) {
    ReplicateSeed seed = ReplicateSeed.of(run.seed(), "agreements", number);
    // Under verdicts a record comes under an offer by a vote, and not by its upload.
    boolean verifiers = number % 2 == 1;
    ScenarioChain chain =
        new ScenarioChain(rules(verifiers), new ScenarioCast(seed.value(), 3, 2, 3, 3));
    SplittableRandom random = new SplittableRandom(seed.substream(1).value());
    RandomOperations operations =
        verifiers ? RandomOperations.ofAll(chain, random) : RandomOperations.ofTrade(chain, random);
    TriggerTally tally = new TriggerTally(new AgreementOracle(verifiers));
    long transactions = 0;
    for (int block = 0; block < run.count("trigger_blocks"); block++) {
      List<Receipt> receipts = operations.block(MOST_IN_BLOCK);
      tally.executed(chain.blocks().getLast(), receipts);
      transactions += receipts.size();
    }
    return new ScenarioTally(number, verifiers, transactions, tally.counts());
  }

  private static IncentiveRules rules(boolean verifiers) {
    IncentiveRules rules = IncentiveRules.of(POINTS);
    return verifiers
        ? rules.with(VERDICTS).with(new RedemptionRules(0, VERDICTS.decisionBlocks()))
        : rules;
  }

  /** Compares the agreements that took effect on a chain with those that should. */
  static final class TriggerTally {
    /** Agreements and their effects. */
    record AgreementCounts(
        int concluded,
        int triggered,
        int early,
        int late,
        int twice,
        int never,
        long mostBlocksLate) {}

    private final AgreementOracle oracle;
    private final Set<Hash> triggered = new TreeSet<>();

    /** Since which height agreements wait whose condition is met. */
    private final Map<Hash, Long> overdue = new LinkedHashMap<>();

    private int concluded;
    private int early;
    private int late;
    private int twice;
    private long mostBlocksLate;

    TriggerTally(AgreementOracle oracle) {
      this.oracle = oracle;
    }

    /** Takes in a block with its receipts. */
    void executed(Block block, List<Receipt> receipts) {
      for (int i = 0; i < receipts.size(); i++) {
        if (oracle.executed(block.transactions().get(i), receipts.get(i)).isPresent()) {
          concluded++;
        }
        List<Hash> due = oracle.due();
        for (Event event : MedicalModules.events(receipts.get(i))) {
          if (event instanceof TradeEvents.AgreementTriggered effect) {
            tookEffect(effect, due, block.height());
          }
        }
        // What is due and has no effect now is late, even if its condition lapses before it has
        // one.
        oracle.due().forEach(each -> overdue.putIfAbsent(each, block.height()));
      }
    }

    private void tookEffect(TradeEvents.AgreementTriggered effect, List<Hash> due, long height) {
      Hash id = effect.agreement();
      if (!triggered.add(id)) {
        twice++;
      } else if (!due.contains(id) || !oracle.fulfil(id, effect.records())) {
        early++;
      } else if (overdue.containsKey(id)) {
        late++;
        mostBlocksLate = Math.max(mostBlocksLate, height - overdue.get(id));
      }
      oracle.tookEffect(id, effect.demander(), effect.records());
    }

    /** What it counted so far. */
    AgreementCounts counts() {
      long never = overdue.keySet().stream().filter(each -> !triggered.contains(each)).count();
      return new AgreementCounts(
          concluded, triggered.size(), early, late, twice, (int) never, mostBlocksLate);
    }
  }

  /**
   * Says which agreements should have taken effect, from the requests that succeeded and from what
   * became of records alone: it reads no offer, no agreement and no event of the trade (CON-10 to
   * CON-13).
   */
  static final class AgreementOracle {
    private final boolean verifiers;
    private final Map<Hash, MedicalRecord> records = new TreeMap<>();
    private final Set<Hash> valid = new TreeSet<>();
    private final Map<Hash, RecordReader> shared = new LinkedHashMap<>();
    private final Set<RecordReader> bought = new LinkedHashSet<>();
    private final Map<OfferName, Set<Hash>> offers = new LinkedHashMap<>();
    private final Map<Hash, Waiting> waiting = new LinkedHashMap<>();
    private final Set<PublicKey> left = new TreeSet<>();

    /** There is one offer of a provider and a type. */
    private record OfferName(PublicKey provider, String type) {}

    /** An agreement whose condition was not met yet. */
    private record Waiting(OfferName offer, PublicKey demander, int count) {}

    AgreementOracle(boolean verifiers) {
      this.verifiers = verifiers;
    }

    /**
     * Takes in a transaction that was executed; gives the id of the agreement that it concluded.
     */
    Optional<Hash> executed(Transaction transaction, Receipt receipt) {
      if (!receipt.succeeded()) {
        return Optional.empty();
      }
      PublicKey sender = transaction.request().sender();
      Optional<Hash> concluded = Optional.empty();
      switch (MedicalModules.operation(transaction)) {
        case UploadRecord upload -> uploaded(upload.record());
        case IssueDirective issue when issue.terms().purpose() == Purpose.DISCLOSE ->
            shared(issue.terms().id(), RecordReader.of(issue.terms()));
        case RevokeDirective revoke -> shared.remove(revoke.directive());
        case OfferRecords offer ->
            offers.put(
                new OfferName(sender, offer.dataType()), new LinkedHashSet<>(offer.records()));
        case DemandRecords demand -> {
          OfferName at = new OfferName(demand.provider(), demand.dataType());
          // A request is executed once, so its hash names the agreement (CON-11).
          Hash id = Hash.of(transaction.request().encoded());
          waiting.put(id, new Waiting(at, sender, demand.count()));
          concluded = Optional.of(id);
        }
        case Withdraw withdraw ->
            withdrawn(new OfferName(withdraw.provider(), withdraw.dataType()), sender);
        case LeaveChain leave -> gone(sender);
        default -> {} // neither an offer nor a record is touched, or an event says so
      }
      MedicalModules.events(receipt).forEach(this::decided);
      return concluded;
    }

    private void uploaded(MedicalRecord record) {
      records.put(record.id(), record);
      if (!verifiers) {
        accepted(record.id());
      }
    }

    private void accepted(Hash id) {
      MedicalRecord record = records.get(id);
      valid.add(id);
      comesUnder(new OfferName(record.patient(), record.digest().type()), id);
    }

    private void decided(Event event) {
      switch (event) {
        case RecordEvents.RecordAccepted in -> accepted(in.record());
        case RecordEvents.RecordFoundFalse found -> valid.remove(found.record());
        default -> {}
      }
    }

    private void shared(Hash directive, RecordReader with) {
      shared.put(directive, with);
      String type = records.get(with.record()).digest().type();
      comesUnder(new OfferName(with.reader(), type), with.record());
    }

    private void comesUnder(OfferName offer, Hash record) {
      Optional.ofNullable(offers.get(offer)).ifPresent(under -> under.add(record));
    }

    private void withdrawn(OfferName offer, PublicKey sender) {
      boolean closes = sender.equals(offer.provider());
      waiting
          .values()
          .removeIf(
              each -> each.offer().equals(offer) && (closes || each.demander().equals(sender)));
      if (closes) {
        offers.remove(offer);
      }
    }

    private void gone(PublicKey sender) {
      left.add(sender);
      waiting
          .values()
          .removeIf(
              each -> each.demander().equals(sender) || each.offer().provider().equals(sender));
      offers.keySet().removeIf(each -> each.provider().equals(sender));
    }

    /** The agreements that wait although their condition is met, oldest first. */
    List<Hash> due() {
      List<Hash> due = new ArrayList<>();
      waiting.forEach(
          (id, each) -> {
            long there =
                offers.getOrDefault(each.offer(), Set.of()).stream()
                    .filter(record -> counts(record, each))
                    .count();
            if (there >= each.count()) {
              due.add(id);
            }
          });
      return due;
    }

    private boolean counts(Hash id, Waiting agreement) {
      MedicalRecord record = records.get(id);
      PublicKey provider = agreement.offer().provider();
      PublicKey demander = agreement.demander();
      boolean isShared =
          shared.containsValue(new RecordReader(id, provider)) && !left.contains(record.patient());
      boolean own =
          demander.equals(record.patient())
              || demander.equals(record.digest().doctor())
              || bought.contains(new RecordReader(id, demander));
      return valid.contains(id) && (record.patient().equals(provider) || isShared) && !own;
    }

    /** Whether these records are what a waiting agreement is about, each once. */
    boolean fulfil(Hash agreement, List<Hash> delivered) {
      Waiting demanded = waiting.get(agreement);
      return delivered.size() == demanded.count()
          && new TreeSet<>(delivered).size() == delivered.size()
          && delivered.stream()
              .allMatch(
                  each ->
                      offers.getOrDefault(demanded.offer(), Set.of()).contains(each)
                          && counts(each, demanded));
    }

    /** The chain says that the agreement has taken effect: it waits no longer. */
    void tookEffect(Hash agreement, PublicKey demander, List<Hash> delivered) {
      waiting.remove(agreement);
      delivered.forEach(each -> bought.add(new RecordReader(each, demander)));
    }
  }
}
