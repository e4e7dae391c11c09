package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;

/**
 * Whose operations change the ledger, and whose proposals get a vote: of a key that nobody
 * registered, of each role, of the center; of nodes that are no members.
 */
final class RecordingRightExperiment {
  private static final String CLAIM = "every-node-may-record";
  private static final String STRANGER = "unregistered";

  private RecordingRightExperiment() {}

  static void run(ClaimRun run) throws Exception {
    operations(run);
    proposals(run);
  }

  private static void operations(ClaimRun run) throws Exception {
    try (RawTable raw = run.raw(CLAIM, "sender, operation, outcome, changes_state")) {
      for (String sender : senders(new CertifiedChain(run.seed())).keySet()) {
        for (String name : names(run.seed())) {
          Tried tried = tried(run.seed(), sender, name);
          raw.row(sender, name, tried.outcome(), tried.changes());
        }
      }
    }
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
    try (RawTable raw = run.raw("every-node-may-record-proposals", "proposer, view, vote")) {
      for (Map.Entry<String, KeyPair> each : outsiders.entrySet()) {
        for (long view = 0; view < run.count("proposal_views"); view++) {
          raw.row(each.getKey(), view, proposals.getsVote(each.getValue(), view));
        }
      }
      raw.row("primary", 0, proposals.getsVote(chain.member(0), 0));
    }
  }

  /**
   * Gives PRE-PREPAREs of one valid block to a replica that has seen nothing else, and looks
   * whether it votes for the block.
   */
  private static final class ForeignProposals {
    private static final long NS_PER_MS = 1_000_000;

    /** More than any of these proposals needs. */
    private static final BatchLimits BATCH = new BatchLimits(8, 100_000, 0);

    private static final long VIEW_TIMEOUT_NS = 1_000 * NS_PER_MS;
    private static final long RETRANSMIT_NS = 100 * NS_PER_MS;
    private static final int POOL = 100;
    private static final long CHECKPOINTS = 16;

    private final CertifiedChain chain;
    private final Block block;

    ForeignProposals(CertifiedChain chain, Block block) {
      this.chain = chain;
      this.block = block;
    }

    /** Whether a backup votes for the block when this key's holder proposes it in a view. */
    boolean getsVote(KeyPair proposer, long view) {
      long nowNs = block.header().timestampMs() * NS_PER_MS;
      PbftReplica backup = backup();
      List<Output> outputs = new ArrayList<>(backup.step(new Input.Started(nowNs)));
      outputs.addAll(backup.step(input(nowNs, proposer, view)));
      return outputs.stream()
          .anyMatch(each -> each instanceof Output.Sign sign && sign.message() instanceof Prepare);
    }

    /** The second member, which is no primary in view 0. */
    private PbftReplica backup() {
      PbftParameters parameters =
          new PbftParameters(
              chain.genesis().chainParameters(),
              BATCH,
              VIEW_TIMEOUT_NS,
              RETRANSMIT_NS,
              POOL,
              CHECKPOINTS);
      return new PbftReplica(parameters, chain.genesis().membership(), chain.member(1).publicKey());
    }

    private Input input(long nowNs, KeyPair proposer, long view) {
      Envelope envelope =
          Envelope.seal(
              chain.scheme(), chain.genesis().chain(), proposer, new PrePrepare(view, block));
      Authenticator authenticator =
          new Authenticator(
              chain.genesis().chain(), chain.scheme(), new MessageRegistry(PbftMessages.all()));
      return Input.of(nowNs, envelope, authenticator.authenticate(envelope));
    }
  }
}
