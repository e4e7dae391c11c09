package org.medchain.claims.copies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;

/**
 * Whose operations change the ledger, and whose proposals get a vote: of a key that nobody
 * registered, of each role, of the center; of nodes that are no members.
 */
final class RecordingRightExperiment implements ClaimExperiment {
  private static final String CLAIM = "every-node-may-record";
  private static final String VIEWS = "proposal_views";
  private static final String STRANGER = "unregistered";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(VIEWS, 8, 80, "views in which those who are no members propose"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    operations(run);
    proposals(run);
  }

  private static void operations(ClaimRun run) throws Exception {
    long strangers = 0;
    long ofStranger = 0;
    long ofRegistered = 0;
    long registered = 0;
    try (RawTable raw = run.raw(CLAIM, "sender", "operation", "outcome", "changes_state")) {
      for (String sender : senders(new CertifiedChain(run.seed())).keySet()) {
        for (String name : names(run.seed())) {
          Tried tried = tried(run.seed(), sender, name);
          raw.row(sender, name, tried.outcome(), tried.changes());
          boolean isStranger = sender.equals(STRANGER);
          strangers += isStranger ? 1 : 0;
          registered += isStranger ? 0 : 1;
          ofStranger += isStranger && tried.changes() ? 1 : 0;
          ofRegistered += !isStranger && tried.outcome() == Outcome.OK ? 1 : 0;
        }
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "unregistered_operations_effective",
        ofStranger,
        strangers,
        "operations of a key that the center did not register that change the state");
    figures.value(
        "registered_operations_effective",
        ofRegistered,
        registered,
        "the same operations that have their effect when a participant or the center orders them");
  }

  /** What became of an operation in a block of its own. */
  private record Tried(Outcome outcome, boolean changes) {}

  /** On a chain of its own, so that no operation is in another's way. */
  private static Tried tried(long seed, String sender, String name) {
    CertifiedChain chain = withRecord(seed);
    KeyPair keys = senders(chain).get(sender);
    Operation operation = operations(chain, keys).get(name);
    CertifiedChain without = withRecord(seed);
    Hash usual = without.append(List.of()).stateRoot();
    ExecutionResult execution = chain.append(List.of(chain.order(keys, operation)));
    return new Tried(
        Outcome.of(execution.receipts().getFirst()), !execution.stateRoot().equals(usual));
  }

  private static CertifiedChain withRecord(long seed) {
    CertifiedChain chain = new CertifiedChain(seed);
    KeyPair patient = chain.holder(Role.PATIENT);
    var unused = chain.append(List.of(chain.order(patient, new UploadRecord(known(chain)))));
    return chain;
  }

  private static MedicalRecord known(CertifiedChain chain) {
    return chain.record(chain.holder(Role.PATIENT), 1);
  }

  private static Map<String, Operation> operations(CertifiedChain chain, KeyPair sender) {
    return SampleOperations.of(chain, sender, known(chain).id(), 1_000);
  }

  private static List<String> names(long seed) {
    CertifiedChain chain = new CertifiedChain(seed);
    return List.copyOf(operations(chain, chain.keys(STRANGER)).keySet());
  }

  private static Map<String, KeyPair> senders(CertifiedChain chain) {
    Map<String, KeyPair> senders = new LinkedHashMap<>();
    senders.put(STRANGER, chain.keys(STRANGER));
    for (Role role : Role.values()) {
      senders.put(role.name(), chain.holder(role));
    }
    return senders;
  }

  private static void proposals(ClaimRun run) throws Exception {
    CertifiedChain chain = new CertifiedChain(run.seed());
    KeyPair patient = chain.holder(Role.PATIENT);
    ForeignProposals proposals =
        new ForeignProposals(
            chain,
            chain.next(List.of(chain.order(patient, new UploadRecord(chain.record(patient, 1))))));
    Map<String, KeyPair> outsiders = senders(chain);
    outsiders.put("following node", chain.keys("following node"));
    long voted = 0;
    long tried = 0;
    try (RawTable raw = run.raw("every-node-may-record-proposals", "proposer", "view", "vote")) {
      for (Map.Entry<String, KeyPair> each : outsiders.entrySet()) {
        for (long view = 0; view < run.count(VIEWS); view++) {
          boolean vote = proposals.getsVote(each.getValue(), view);
          raw.row(each.getKey(), view, vote);
          voted += vote ? 1 : 0;
          tried++;
        }
      }
      boolean ofPrimary = proposals.getsVote(chain.member(0), 0);
      raw.row("primary", 0, ofPrimary);
      ClaimFigures figures = run.figures(CLAIM);
      figures.value(
          "foreign_proposals_voted_for",
          voted,
          tried,
          "proposals of a valid block by those who are no members that a member votes for");
      figures.value(
          "primary_proposals_voted_for",
          ofPrimary ? 1 : 0,
          1,
          "the same block when the primary proposes it");
    }
  }
}
