package org.medchain.consensus.inspection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.NewViewChain;
import org.medchain.consensus.pbft.WriteAheadLog;
import org.medchain.consensus.pbft.WriteAheadLog.LogRecord;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextDigest;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextSummary;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.data.Attestation;
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
 * Reads a replica's durable log for others (PBFT-18). An auditor learns whether its entries are
 * whole, which state its checkpoints name, and the members that decided each height. The center
 * learns what is left of a chain whose members are lost (PBFT-42).
 */
public final class LogInspector {
  private final Hash chain;
  private final MembershipHistory start;
  private final TreeMap<Long, Hash> stateRoots = new TreeMap<>();
  private final TreeMap<Long, PreparedCertificate> prepared = new TreeMap<>();
  private final TreeMap<Long, Map<Hash, Block>> contents = new TreeMap<>();
  private Epochs epochs;

  /** The last stable checkpoint, without what the log has above it. */
  private Optional<LogRecord.CheckpointBase> base = Optional.empty();

  /** The blocks above that checkpoint. */
  private final List<DecidedBlock> above = new ArrayList<>();

  private QuorumCertificate decided;

  /**
   * The rest of a chain that several logs prove.
   *
   * @param used those whose certificates hold, in the newest epoch that one of them proves
   * @param leftOut why the others are not
   * @param epochs up to that one
   * @param last certificate of the highest block that one of them has decided
   * @param demanded what a view of the last epoch demands above it: the blocks that were prepared
   * @param reports of the logs, as VIEW-CHANGEs to the epoch's last view
   */
  public record SurvivingChain(
      List<LogInspector> used,
      Map<LogInspector, String> leftOut,
      Epochs epochs,
      QuorumCertificate last,
      List<Block> demanded,
      List<ViewChange> reports) {
    public SurvivingChain {
      used = List.copyOf(used);
      leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
      demanded = List.copyOf(demanded);
      reports = List.copyOf(reports);
    }

    /** Height of the last block that is left. */
    public long height() {
      return last.height() + demanded.size();
    }

    /**
     * PBFT-42: the regulatory center's word that a quorum of the last epoch's members is lost for
     * good. From the next height on only the center decides, until it has named other members.
     *
     * @param signing makes the center's signature
     */
    public EpochProof recovery(PublicKey center, Function<Checkpoint, Signature> signing) {
      Epoch next = epochs.current().next(last.height() + 1, new Membership(List.of(center)));
      var digest = new ContextDigest(next, Hash.ZERO);
      Checkpoint said = new Checkpoint(last.height(), last.block(), Hash.ZERO, digest.hash());
      SignedVote vote = new SignedVote(center, signing.apply(said));
      return new EpochProof(new CheckpointCertificate(said, List.of(vote)), digest);
    }

    /** The log over whose store the center continues: it ends at the last decided block. */
    public LogInspector highest() {
      return used.stream().filter(each -> each.height() == last.height()).findFirst().orElseThrow();
    }

    /** The members of the last epoch. */
    public Membership members() {
      return epochs.current().members();
    }

    /**
     * The whole log with which the center continues that store: only what was verified here, and
     * nothing else that a hostile log may have, such as unproved views and epochs.
     */
    public List<Bytes> entries(EpochProof recovery) {
      LogInspector store = highest();
      List<LogRecord> entries = new ArrayList<>(store.base.stream().toList());
      store.above.forEach(each -> entries.add(new LogRecord.BlockDecided(each)));
      demanded.forEach(each -> entries.add(new LogRecord.BlockContent(each)));
      entries.add(new LogRecord.EpochRecovered(recovery, reports));
      return entries.stream().map(each -> each.encoded()).toList();
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

  private void read(LogRecord entry) {
    switch (entry) {
      case LogRecord.ProposalSent sent -> content(sent.proposal().block());
      case LogRecord.ProposalAccepted voted -> content(voted.proposal().block());
      case LogRecord.BlockContent held -> content(held.block());
      case LogRecord.BlockPrepared own -> prepared(own.certificate());
      case LogRecord.BlockDecided block -> decided(block.block());
      case LogRecord.BlockCertified block -> {
        QuorumCertificate certificate = block.certificate();
        content(certificate.height(), certificate.block())
            .ifPresent(content -> decided(new DecidedBlock(content, certificate)));
      }
      case LogRecord.CheckpointBase read -> {
        Checkpoint checkpoint = read.certificate().checkpoint();
        stateRoots.put(checkpoint.height(), checkpoint.stateRoot());
        var unused = readContext(read.context());
        base =
            Optional.of(
                new LogRecord.CheckpointBase(
                    read.certificate(), read.tip(), read.context(), read.proofs(), List.of()));
        above.clear();
        decidedUpTo(read.tip().certificate());
        read.records().forEach(this::read);
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

  /** The next block, as a restart has it; a certificate without its block decides nothing. */
  private void decided(DecidedBlock next) {
    Block block = next.block();
    QuorumCertificate certificate = next.certificate();
    if (block.height() == decided.height() + 1
        && block.parent().equals(decided.block())
        && certificate.isOf(block.header())) {
      above.add(next);
      decidedUpTo(certificate);
    }
  }

  private void decidedUpTo(QuorumCertificate certificate) {
    decided = certificate;
    prepared.headMap(certificate.height(), true).clear();
    contents.headMap(certificate.height(), true).clear();
  }

  /**
   * Takes in the context of a snapshot.
   *
   * @return its summary
   * @throws org.medchain.data.MalformedInput if it is malformed
   */
  public ContextSummary readContext(Bytes context) {
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
   * The rest of their chain that these logs prove (PBFT-42), by the rule of a new view (PBFT-10).
   * Only certificates that hold count: a log can hide blocks, and invent none.
   *
   * @param logs of one chain, 1 or more; where none of them is used, nothing is left
   * @throws UnacceptedRecoveryException if one log comes from after a recovery that is not accepted
   *     here
   */
  public static SurvivingChain survivors(List<LogInspector> logs, SignatureScheme scheme) {
    MembershipHistory newest = logs.getFirst().start;
    Map<LogInspector, ViewChange> reports = new LinkedHashMap<>();
    Map<LogInspector, String> leftOut = new LinkedHashMap<>();
    for (LogInspector each : logs) {
      try {
        MembershipHistory proved = each.proved(scheme);
        newest = proved.current() > newest.current() ? proved : newest;
      } catch (MalformedInput e) {
        leftOut.put(each, e.getMessage());
      }
    }
    for (LogInspector each : logs) {
      if (!leftOut.containsKey(each)) {
        each.report(newest.epochs(), scheme)
            .ifPresentOrElse(
                report -> reports.put(each, report),
                () -> leftOut.put(each, "it ends in an earlier epoch than another"));
      }
    }
    List<ViewChange> said = List.copyOf(reports.values());
    NewViewChain left =
        said.isEmpty() ? NewViewChain.none(newest.epochs().genesis()) : NewViewChain.of(said);
    List<Block> demanded = new ArrayList<>();
    for (PreparedCertificate each : left.reproposed()) {
      demanded.add(
          reports.keySet().stream()
              .flatMap(log -> log.content(each.height(), each.block()).stream())
              .findFirst()
              .orElseThrow()); // each reports only what it holds
    }
    return new SurvivingChain(
        List.copyOf(reports.keySet()), leftOut, newest.epochs(), left.start(), demanded, said);
  }

  /**
   * The members as the log's proofs lead to them, from those of the genesis block.
   *
   * @throws MalformedInput if one of these, the stable checkpoint or a decision above it does not
   *     hold: then nothing of the log counts
   */
  private MembershipHistory proved(SignatureScheme scheme) {
    List<EpochProof> proofs = base.map(LogRecord.CheckpointBase::proofs).orElse(List.of());
    MembershipHistory known = start;
    for (EpochProof each : proofs) {
      known = known.with(each.encoded(), scheme);
    }
    require(known.current() == proofs.size(), "a proof of an epoch in its log proves nothing");
    Epochs led = known.epochs();
    if (base.isPresent()) {
      Checkpoint checkpoint = base.get().certificate().checkpoint();
      var stable = new StableCheckpoint(base.get().certificate(), base.get().tip(), List.of());
      require(
          stable.isSound(led) && hold(stable.nested(), scheme),
          "no quorum of the members of its time signed its stable checkpoint");
      var context = Decoder.decode(base.get().context(), CheckpointContext::decode).summary();
      require(context.hash().equals(checkpoint.context()), "its checkpoint's context is another");
      require(
          context.epochs().epochs().equals(led.epochs()),
          "its blocks end before the epoch that its proofs lead to: the newer store is needed");
    }
    require(
        above.stream()
            .allMatch(each -> led.proves(each.certificate()) && hold(each.nested(), scheme)),
        "no quorum of the members of its time decided a block of its log");
    return known;
  }

  /** The members, as far as the log proves them; empty if something in it does not hold. */
  public Optional<MembershipHistory> members(SignatureScheme scheme) {
    try {
      return Optional.of(proved(scheme));
    } catch (MalformedInput | UnacceptedRecoveryException e) {
      return Optional.empty();
    }
  }

  private static void require(boolean holds, String fault) {
    if (!holds) {
      throw new MalformedInput(fault);
    }
  }

  private boolean hold(List<Attestation> votes, SignatureScheme scheme) {
    return votes.stream().allMatch(vote -> vote.holds(scheme, chain));
  }

  private Optional<Block> content(long height, Hash block) {
    return Optional.ofNullable(contents.getOrDefault(height, Map.of()).get(block));
  }

  /** As a VIEW-CHANGE; empty from a log that ends in an earlier epoch. */
  private Optional<ViewChange> report(Epochs newest, SignatureScheme scheme) {
    long view = ViewNumbers.first(newest.current().number() + 1) - 1;
    Predicate<List<PreparedCertificate>> holds =
        some -> {
          ViewChange report = new ViewChange(view, decided, some);
          return report.isSound(newest) && hold(report.nested(), scheme);
        };
    // A member that prepared a block had voted for it, and has it.
    List<PreparedCertificate> sound =
        prepared.values().stream()
            .filter(each -> content(each.height(), each.block()).isPresent())
            .filter(each -> holds.test(List.of(each)))
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
  public boolean proves(Certificate certificate) {
    return epochs.proves(certificate);
  }
}
