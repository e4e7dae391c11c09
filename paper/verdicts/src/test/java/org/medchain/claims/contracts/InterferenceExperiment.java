package org.medchain.claims.contracts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.medchain.claims.contracts.InterferenceExperiment.AgreementStory.AgreementOutcome;
import org.medchain.claims.contracts.ScenarioCast.ScenarioRecord;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.center.FreezeAccount;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.datasharing.DemandRecords;
import org.medchain.contract.datasharing.OfferRecords;
import org.medchain.contract.datasharing.TradeEvents;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.exit.LeaveChain;
import org.medchain.contract.records.UploadRecord;
import org.medchain.contract.registration.Register;
import org.medchain.contract.verdict.JudgeRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.PointRules;

/**
 * Whose requests change the outcome of an agreement (CON-12, GAME-7, GAME-8): the same story with
 * and without one act of those who are no party to it, and the same blocks at a second node.
 */
final class InterferenceExperiment {

  private InterferenceExperiment() {}

  /** A story told twice: as it is, and with an act of others. */
  private record StoryPair(
      String act,
      int pair,
      boolean triggered,
      boolean triggeredWithAct,
      int recordsDelivered,
      int recordsDeliveredWithAct,
      boolean sameOutcome,
      int blocks,
      long blocksWithAnotherResult) {}

  static void run(ClaimRun run) throws Exception {
    List<StoryPair> pairs = new ArrayList<>();
    for (OutsideAct act : OutsideAct.values()) {
      for (int pair = 0; pair < run.count("interference_pairs"); pair++) {
        pairs.add(tell(run.seed(), act, pair));
      }
      run.progress("acts of others: " + act.key());
    }
    run.raw("contract-interference", pairs);
  }

  private static StoryPair tell(long master, OutsideAct act, int number) {
    ReplicateSeed seed = ReplicateSeed.of(master, "interference " + act.key(), number);
    boolean together = act == OutsideAct.ORDER;
    AgreementOutcome plain = AgreementStory.of(seed, together, Optional.empty()).tell();
    AgreementStory other = AgreementStory.of(seed, together, Optional.of(act));
    AgreementOutcome disturbed = other.tell();
    return new StoryPair(
        act.key(),
        number,
        plain.triggered(),
        disturbed.triggered(),
        plain.records().size(),
        disturbed.records().size(),
        plain.equals(disturbed),
        other.chain().blocks().size(),
        differing(other.chain()));
  }

  /** A second node executes the blocks, and remembers nothing of the first one's work. */
  private static long differing(ScenarioChain chain) {
    MedicalContract second = new MedicalContract(chain.genesis(), 0);
    return IntStream.range(0, chain.blocks().size())
        .filter(i -> !second.apply(chain.blocks().get(i)).equals(chain.executions().get(i)))
        .count();
  }

  /**
   * One agreement from the uploads to its effect: patients upload records, a hospital offers what
   * is shared with it, an institution demands some, the patients share one record after the other.
   */
  static final class AgreementStory {
    private static final PointRules POINTS = new PointRules(100, 6, 20, 3, 8_000);
    private static final String TYPE = "image";
    private static final int OWNERS = 3;
    private static final int MAX_DEMAND = 3;
    private static final long PRICE = 5;

    private final SplittableRandom drawn;
    private final SplittableRandom drawnForAct;
    private final ScenarioCast cast;
    private final ScenarioChain chain;
    private final KeyPair provider;
    private final KeyPair demander;
    private final List<ScenarioRecord> records = new ArrayList<>();
    private final List<List<StoryRequest>> blocks = new ArrayList<>();

    /** A request before it is numbered and signed. */
    private record StoryRequest(KeyPair sender, Operation operation) {}

    /** What became of the agreement. */
    record AgreementOutcome(boolean concluded, boolean triggered, long paid, Set<Hash> records) {}

    private AgreementStory(ReplicateSeed seed) {
      this.drawn = new SplittableRandom(seed.value());
      this.drawnForAct = new SplittableRandom(seed.substream(1).value());
      this.cast = new ScenarioCast(seed.value(), OWNERS + 1, 2, 2, 2);
      this.chain = new ScenarioChain(IncentiveRules.of(POINTS), cast);
      this.provider = cast.hospitals.getFirst();
      this.demander = cast.institutions.getFirst();
    }

    /** The story of this seed. */
    static AgreementStory of(ReplicateSeed seed, boolean together, Optional<OutsideAct> act) {
      AgreementStory story = new AgreementStory(seed);
      story.plan(together);
      act.ifPresent(story::interfere);
      return story;
    }

    private void plan(boolean together) {
      int demanded = 1 + drawn.nextInt(MAX_DEMAND);
      int shared = demanded + 1 + drawn.nextInt(2);
      List<StoryRequest> uploads = new ArrayList<>();
      List<StoryRequest> grants = new ArrayList<>();
      for (int number = 0; number < shared; number++) {
        KeyPair owner = cast.patients.get(drawn.nextInt(OWNERS));
        MedicalRecord record = cast.medicalRecord(owner, TYPE, number);
        records.add(new ScenarioRecord(record.id(), owner, TYPE));
        uploads.add(new StoryRequest(owner, new UploadRecord(record)));
        grants.add(new StoryRequest(owner, sharing(records.getLast())));
      }
      blocks.add(uploads);
      blocks.add(List.of(new StoryRequest(provider, new OfferRecords(TYPE, PRICE, List.of()))));
      blocks.add(
          List.of(
              new StoryRequest(
                  demander, new DemandRecords(provider.publicKey(), TYPE, demanded, PRICE))));
      if (together) {
        blocks.add(grants);
      } else {
        grants.forEach(each -> blocks.add(List.of(each)));
      }
    }

    private IssueDirective sharing(ScenarioRecord record) {
      return RecordReader.consent(
          record.owner().publicKey(), record.id(), provider.publicKey(), Purpose.DISCLOSE);
    }

    private void interfere(OutsideAct act) {
      if (act == OutsideAct.ORDER) {
        List<StoryRequest> otherwise = new ArrayList<>(blocks.removeLast());
        Collections.rotate(otherwise, 1 + drawnForAct.nextInt(otherwise.size() - 1));
        blocks.add(otherwise);
        return;
      }
      // After the uploads, up to the end of the story: an act may come too late to matter.
      int at = 1 + drawnForAct.nextInt(blocks.size());
      blocks.add(at, requests(act, records.get(drawnForAct.nextInt(records.size()))));
    }

    private List<StoryRequest> requests(OutsideAct act, ScenarioRecord record) {
      return switch (act) {
        case ORDER -> List.of();
        case VERDICT -> List.of(new StoryRequest(cast.center, new JudgeRecord(record.id())));
        case FREEZE -> {
          List<KeyPair> accounts = List.of(provider, demander, record.owner());
          KeyPair whose = accounts.get(drawnForAct.nextInt(accounts.size()));
          yield List.of(new StoryRequest(cast.center, new FreezeAccount(whose.publicKey())));
        }
        case REVOCATION ->
            List.of(
                new StoryRequest(
                    record.owner(), new RevokeDirective(sharing(record).terms().id())));
        case EXIT -> List.of(new StoryRequest(record.owner(), new LeaveChain()));
        case OUTSIDERS -> outsiders();
      };
    }

    private List<StoryRequest> outsiders() {
      KeyPair patient = cast.patients.getLast();
      MedicalRecord own = cast.medicalRecord(patient, TYPE, records.size());
      Participant joining = new Participant(cast.newKeys().publicKey(), Role.RESEARCH);
      return List.of(
          new StoryRequest(patient, new UploadRecord(own)),
          new StoryRequest(cast.hospitals.getLast(), new OfferRecords(TYPE, 1, List.of())),
          new StoryRequest(
              cast.institutions.getLast(), new DemandRecords(provider.publicKey(), TYPE, 1, PRICE)),
          new StoryRequest(cast.center, new Register(joining)));
    }

    /** Orders and executes all of it. */
    AgreementOutcome tell() {
      List<Event> events = new ArrayList<>();
      for (List<StoryRequest> block : blocks) {
        List<Transaction> content = new ArrayList<>();
        block.forEach(each -> content.add(chain.order(each.sender(), each.operation())));
        for (Receipt receipt : chain.add(content)) {
          events.addAll(MedicalModules.events(receipt));
        }
      }
      boolean concluded =
          events.stream()
              .anyMatch(
                  each ->
                      each instanceof TradeEvents.AgreementConcluded made
                          && made.demander().equals(demander.publicKey()));
      return events.stream()
          .filter(TradeEvents.AgreementTriggered.class::isInstance)
          .map(TradeEvents.AgreementTriggered.class::cast)
          .filter(each -> each.demander().equals(demander.publicKey()))
          .findFirst()
          .map(
              each ->
                  new AgreementOutcome(concluded, true, each.paid(), new TreeSet<>(each.records())))
          .orElse(new AgreementOutcome(concluded, false, 0, Set.of()));
    }

    ScenarioChain chain() {
      return chain;
    }
  }

  /** What those who are no party to an agreement may do to it. */
  enum OutsideAct {
    /** The primary orders the requests of one block otherwise. */
    ORDER,
    /** The center finds a record false. */
    VERDICT,
    /** The center freezes an account: the provider's, the demander's or an owner's. */
    FREEZE,
    /** An owner takes the provider's right on a record back. */
    REVOCATION,
    /** An owner leaves the chain. */
    EXIT,
    /** Participants that own no record of the agreement upload, offer, demand and join. */
    OUTSIDERS;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
