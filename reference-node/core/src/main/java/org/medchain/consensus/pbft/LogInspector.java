package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.UnacceptedRecoveryException;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Membership;

/**
 * What others read from a replica's durable log (PBFT-18): an auditor, whether its entries are
 * whole, which state its checkpoints name, and who decided which heights; the center, what is left
 * of a chain whose members are lost (PBFT-42).
 */
public final class LogInspector {
  private final Hash chain;
  private final MembershipHistory start;
  private final TreeMap<Long, Hash> stateRoots = new TreeMap<>();
  private final TreeMap<Long, PreparedCertificate> prepared = new TreeMap<>();
  private final TreeMap<Long, Map<Hash, Block>> contents = new TreeMap<>();
  private Epochs epochs;
  private List<StableCheckpoint.EpochProof> proofs = List.of();

  /** Of the last stable checkpoint, if the log names it with the context that it signs. */
  private Optional<CheckpointCertificate> stable = Optional.empty();

  private boolean isContextForged;
  private QuorumCertificate decided;

  /**
   * What several logs leave of a chain.
   *
   * @param used those whose certificates hold, in the newest epoch that one of them proves
   * @param epochs up to that one
   * @param last certificate of the highest block that one of them has decided
   * @param demanded what a view of the last epoch demands above it: the blocks that were prepared
   * @param reports of the logs, as VIEW-CHANGEs to the epoch's last view
   */
  public record SurvivingChain(
      List<LogInspector> used,
      Epochs epochs,
      QuorumCertificate last,
      List<Block> demanded,
      List<ViewChange> reports) {
    /** Copies the lists. */
    public SurvivingChain {
      used = List.copyOf(used);
      demanded = List.copyOf(demanded);
      reports = List.copyOf(reports);
    }

    /** Height of the last block that is left. */
    public long height() {
      return last.height() + demanded.size();
    }

    /** What the center signs, by itself (PBFT-42). */
    public StableCheckpoint.EpochProof recovery(
        PublicKey center, Function<Checkpoint, Signature> signing) {
      return StableCheckpoint.EpochProof.recovery(epochs, last, center, signing);
    }

    /** The entries with which the center continues a log that ends at the last decided block. */
    public List<Bytes> entries(StableCheckpoint.EpochProof recovery) {
      Stream<WriteAheadLog.LogRecord> blocks =
          demanded.stream().map(WriteAheadLog.LogRecord.BlockContent::new);
      var begin = new WriteAheadLog.LogRecord.EpochRecovered(recovery, reports);
      return Stream.concat(blocks, Stream.of(begin)).map(each -> each.encoded()).toList();
    }
  }

  /**
   * A reading of a log of this chain.
   *
   * @param members the members at the genesis block
   */
  public LogInspector(ChainParameters parameters, Membership members) {
    this.chain = parameters.chain();
    this.start = MembershipHistory.of(parameters, members);
    this.epochs = start.epochs();
    this.decided = QuorumCertificate.ofGenesis(chain);
  }

  /**
   * Takes in the next entry.
   *
   * @throws org.medchain.data.MalformedInput if it is malformed
   */
  public void read(Bytes entry) {
    read(WriteAheadLog.decodeRecord(entry));
  }

  private void read(WriteAheadLog.LogRecord entry) {
    switch (entry) {
      case WriteAheadLog.LogRecord.ProposalSent sent -> content(sent.proposal().block());
      case WriteAheadLog.LogRecord.ProposalAccepted voted -> content(voted.proposal().block());
      case WriteAheadLog.LogRecord.BlockContent held -> content(held.block());
      case WriteAheadLog.LogRecord.BlockPrepared own -> prepared(own.certificate());
      case WriteAheadLog.LogRecord.BlockDecided block -> decided(block.block().certificate());
      case WriteAheadLog.LogRecord.BlockCertified block -> decided(block.certificate());
      case WriteAheadLog.LogRecord.CheckpointBase base -> {
        Checkpoint checkpoint = base.certificate().checkpoint();
        stateRoots.put(checkpoint.height(), checkpoint.stateRoot());
        proofs = base.proofs();
        stable = Optional.of(base.certificate());
        isContextForged = !readContext(base.context()).hash().equals(checkpoint.context());
        decided(base.tip().certificate());
        base.records().forEach(this::read);
      }
      default -> {} // of views, and of votes that were forgotten
    }
  }

  private void content(Block block) {
    if (block.height() > decided.height()) {
      contents.computeIfAbsent(block.height(), key -> new TreeMap<>()).put(block.hash(), block);
    }
  }

  private void prepared(PreparedCertificate certificate) {
    if (certificate.height() > decided.height()) {
      prepared.merge(certificate.height(), certificate, (a, b) -> b.view() > a.view() ? b : a);
    }
  }

  private void decided(QuorumCertificate certificate) {
    if (certificate.height() > decided.height()) {
      decided = certificate;
      prepared.headMap(certificate.height(), true).clear();
      contents.headMap(certificate.height(), true).clear();
    }
  }

  /**
   * Takes in the context of a snapshot.
   *
   * @return what it says
   * @throws org.medchain.data.MalformedInput if it is malformed
   */
  public CheckpointContext.ContextSummary readContext(Bytes context) {
    var told = Decoder.decode(context, CheckpointContext::decode).summary();
    if (told.epochs().epochs().size() >= epochs.epochs().size()) {
      epochs = told.epochs();
    }
    return told;
  }

  /** Height of the last block that the log has as decided. */
  public long height() {
    return decided.height();
  }

  /**
   * What these logs leave of their chain (PBFT-42), by the rule of a new view (PBFT-10). Anything
   * else than certificates that hold is left out: a log can hide blocks, and invent none.
   *
   * @param logs of one chain, 1 or more
   */
  public static SurvivingChain survivors(List<LogInspector> logs, SignatureScheme scheme) {
    MembershipHistory newest = logs.getFirst().start;
    Map<LogInspector, ViewChange> reports = new LinkedHashMap<>();
    List<LogInspector> sound = new ArrayList<>();
    for (LogInspector each : logs) {
      Optional<MembershipHistory> proved = each.proved(scheme);
      if (proved.isPresent()) {
        sound.add(each);
        newest = proved.get().current() > newest.current() ? proved.get() : newest;
      }
    }
    for (LogInspector each : sound) {
      each.report(newest.epochs(), scheme).ifPresent(report -> reports.put(each, report));
    }
    List<ViewChange> said = List.copyOf(reports.values());
    NewViewChain left = NewViewChain.of(said);
    List<Block> demanded = new ArrayList<>();
    for (PreparedCertificate each : left.reproposed()) {
      demanded.add(
          reports.keySet().stream()
              .flatMap(log -> log.content(each).stream())
              .findFirst()
              .orElseThrow()); // each reports only what it holds
    }
    return new SurvivingChain(
        List.copyOf(reports.keySet()), newest.epochs(), left.start(), demanded, said);
  }

  /**
   * The members as the log's proofs lead to them, from those of the genesis block; empty if one of
   * these, the stable checkpoint or the decision above it does not hold.
   */
  private Optional<MembershipHistory> proved(SignatureScheme scheme) {
    MembershipHistory known = start;
    try {
      for (StableCheckpoint.EpochProof each : proofs) {
        known = known.with(each.encoded(), scheme);
      }
    } catch (MalformedInput | UnacceptedRecoveryException e) {
      return Optional.empty();
    }
    Epochs led = known.epochs();
    Predicate<CheckpointCertificate> holds =
        each ->
            each.suffices(led.at(each.checkpoint().height()).members())
                && each.attestations().stream().allMatch(vote -> vote.holds(scheme, chain));
    boolean isSound = !isContextForged && stable.stream().allMatch(holds);
    return Optional.of(known).filter(any -> isSound && report(led, scheme).isPresent());
  }

  private Optional<Block> content(PreparedCertificate certificate) {
    return Optional.ofNullable(
        contents.getOrDefault(certificate.height(), Map.of()).get(certificate.block()));
  }

  /** As a VIEW-CHANGE; empty from a log that ends in an earlier epoch. */
  private Optional<ViewChange> report(Epochs newest, SignatureScheme scheme) {
    long view = ViewNumbers.first(newest.current().number() + 1) - 1;
    Predicate<List<PreparedCertificate>> holds =
        some -> {
          ViewChange report = new ViewChange(view, decided, some);
          return report.isSound(newest)
              && report.nested().stream().allMatch(vote -> vote.holds(scheme, chain));
        };
    // Who prepared a block had voted for it, and has it.
    List<PreparedCertificate> sound =
        prepared.values().stream()
            .filter(each -> content(each).isPresent() && holds.test(List.of(each)))
            .toList();
    return holds.test(List.of())
        ? Optional.of(new ViewChange(view, decided, sound))
        : Optional.empty();
  }

  /** The state roots that stable checkpoints name, by height. */
  public Map<Long, Hash> stateRoots() {
    return new TreeMap<>(stateRoots);
  }

  /**
   * Whether a quorum of the members responsible for its height is named in the certificate; the
   * signatures are not checked.
   */
  public boolean proves(QuorumCertificate certificate) {
    return epochs.proves(certificate);
  }
}
