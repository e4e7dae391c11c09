package org.medchain.consensus.pbft.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Input;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.Timer;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.RejectionReason;

/** Signed inputs that are invalid, or empty talk, at any moment of a {@link RecordedPbftRun}. */
final class InvalidInputs {
  private static final KeyPair STRANGER = TestCommittee.client("mallory");

  private final TestCommittee committee;
  private final Block fresh;
  private final Map<String, Input> all = new LinkedHashMap<>();

  private InvalidInputs(RecordedPbftRun run) {
    committee = run.committee;
    fresh = committee.child(run.block(5), committee.request("carol", 1));
    proposals(run);
    votes(run);
    viewChanges(run);
    newViews(run);
    decidedBlocks(run);
    checkpoints(run);
    snapshots();
    others(run);
  }

  static Map<String, Input> of(RecordedPbftRun run) {
    return new InvalidInputs(run).all;
  }

  private void add(String what, int node, Message message) {
    all.put(what, committee.from(node, message));
  }

  private Block at(Block parent) {
    return committee.child(parent, committee.request("carol", 1));
  }

  private void proposals(RecordedPbftRun run) {
    for (int height = 0; height <= 5; height++) {
      Block block = at(run.block(height));
      add("pre-prepare " + (height + 1) + " in view 0 of a backup", 2, new PrePrepare(0, block));
      add("pre-prepare " + (height + 1) + " in view 1 of a backup", 2, new PrePrepare(1, block));
    }
    Block far = at(run.block(5));
    for (int i = 0; i < 10; i++) {
      far = at(far);
    }
    add("pre-prepare out of range", 0, new PrePrepare(0, far));
    add("pre-prepare in a view far ahead", 2, new PrePrepare(1_002, fresh));
    all.put("pre-prepare of a stranger", committee.from(STRANGER, new PrePrepare(0, fresh)));
  }

  private void votes(RecordedPbftRun run) {
    Hash block = fresh.hash();
    for (int height = 1; height <= 5; height++) {
      // The primary's vote is its PRE-PREPARE: one more would count it twice.
      Prepare again = new Prepare(height > 3 ? 1 : 0, height, run.block(height).hash());
      add("prepare " + height + " of the primary", height > 3 ? 1 : 0, again);
    }
    all.put("prepare of a stranger", committee.from(STRANGER, new Prepare(0, 1, block)));
    all.put("commit of a stranger", committee.from(STRANGER, new Commit(0, 1, block)));
    add("prepare out of range", 2, new Prepare(0, 100, block));
    add("commit out of range", 2, new Commit(0, 100, block));
    add("prepare at the highest height", 2, new Prepare(0, Long.MAX_VALUE, block));
    add("commit at the highest height", 2, new Commit(0, Long.MAX_VALUE, block));
    add("prepare in a view far ahead", 2, new Prepare(1_000_001, 4, block));
    add("commit in a view far ahead", 2, new Commit(1_000_001, 4, block));
    add("commit at the genesis block", 2, new Commit(0, 0, block));
  }

  private void viewChanges(RecordedPbftRun run) {
    Block one = run.block(1);
    Block two = run.block(2);
    QuorumCertificate none = committee.emptyChange(1).decided();
    QuorumCertificate enough = committee.commits(0, one, 0, 1, 2);
    viewChange("too few commits", committee.commits(0, one, 0, 1));
    viewChange("one commit twice", committee.commits(0, one, 0, 1, 1));
    SignedVote strange = committee.vote("commit", STRANGER, 0, 1, one.hash());
    List<SignedVote> two01 = committee.commits(0, one, 0, 1).votes();
    viewChange(
        "a commit of a stranger",
        new QuorumCertificate(0, 1, one.hash(), List.of(two01.get(0), two01.get(1), strange)));
    viewChange("another genesis block", new QuorumCertificate(0, 0, one.hash(), List.of()));
    viewChange("too few prepares", none, committee.prepared(0, one, 0, 1));
    viewChange("one prepare twice", none, committee.prepared(0, one, 0, 1, 1));
    viewChange("a prepare of the primary", none, committee.prepared(0, one, 0, 0, 1));
    viewChange("another primary", none, committee.prepared(0, one, 1, 2, 3));
    viewChange("prepared in the new view", none, committee.prepared(7, one, 3, 1, 2));
    viewChange("prepared under the stable block", enough, committee.prepared(0, one, 0, 1, 2));
    viewChange(
        "one height twice",
        none,
        committee.prepared(0, one, 0, 1, 2),
        committee.prepared(4, one, 0, 1, 2));
    viewChange(
        "falling heights",
        none,
        committee.prepared(0, two, 0, 1, 2),
        committee.prepared(0, one, 0, 1, 2));
    all.put("view-change of a stranger", committee.from(STRANGER, committee.emptyChange(7)));
  }

  private void viewChange(String what, QuorumCertificate stable, PreparedCertificate... prepared) {
    add("view-change with " + what, 2, new ViewChange(7, stable, List.of(prepared)));
  }

  private void newViews(RecordedPbftRun run) {
    ViewChange good = committee.emptyChange(6);
    NewView.ViewChangeProof zero = committee.proof(0, good);
    NewView.ViewChangeProof two = committee.proof(2, good);
    newView("too few proofs", 2, zero, two);
    newView("one proof twice", 2, zero, two, two);
    newView("a quorum of proofs, and one twice", 2, zero, two, committee.proof(1, good), two);
    newView("a proof for another view", 2, zero, two, committee.proof(1, committee.emptyChange(5)));
    ViewChange unsound = new ViewChange(6, committee.commits(0, run.block(1), 0, 1), List.of());
    newView("an unsound proof", 2, zero, two, committee.proof(1, unsound));
    NewView.ViewChangeProof strange =
        new NewView.ViewChangeProof(
            STRANGER.publicKey(), good, committee.seal(STRANGER, good).signature());
    newView("a proof of a stranger", 2, zero, two, strange);
    newView("the wrong primary", 0, zero, two, committee.proof(1, good));
    ViewChange first = committee.emptyChange(0);
    add(
        "new-view for the first view",
        0,
        new NewView(
            0,
            List.of(
                committee.proof(0, first), committee.proof(1, first), committee.proof(2, first))));
  }

  private void newView(String what, int sender, NewView.ViewChangeProof... proofs) {
    add("new-view with " + what, sender, new NewView(6, List.of(proofs)));
  }

  private void decidedBlocks(RecordedPbftRun run) {
    for (int height = 0; height <= 5; height++) {
      Block block = at(run.block(height));
      String where = "decided-block " + (height + 1);
      add(where + " with too few commits", 2, decided(block, 0, 1));
      add(where + " with one commit twice", 2, decided(block, 0, 1, 1));
      if (height < 5) {
        QuorumCertificate ofReal = committee.commits(0, run.block(height + 1), 0, 1, 2);
        add(where + " with another's certificate", 2, new DecidedBlock(block, ofReal));
      }
    }
  }

  private DecidedBlock decided(Block block, int... signers) {
    return new DecidedBlock(block, committee.commits(0, block, signers));
  }

  /** Signed by a quorum, they would be true: at the run's one checkpoint, of another state. */
  private void checkpoints(RecordedPbftRun run) {
    Block third = run.block(RecordedPbftRun.INTERVAL);
    Checkpoint due = checkpoint(third);
    for (long height : new long[] {0, 2, 4, 12, 300, Long.MAX_VALUE}) {
      Checkpoint elsewhere = new Checkpoint(height, due.block(), due.stateRoot(), due.context());
      add("checkpoint at height " + height, 2, elsewhere);
    }
    all.put("checkpoint of a stranger", committee.from(STRANGER, due));
    DecidedBlock tip = decided(third, 0, 1, 2);
    CheckpointCertificate enough = committee.checkpoints(due, 0, 1, 2);
    stable("too few votes", committee.checkpoints(due, 0, 2), tip);
    stable("one vote twice", committee.checkpoints(due, 0, 2, 2), tip);
    SignedVote strange =
        new SignedVote(STRANGER.publicKey(), committee.seal(STRANGER, due).signature());
    List<SignedVote> two = committee.checkpoints(due, 0, 2).votes();
    stable(
        "a vote of a stranger",
        new CheckpointCertificate(due, List.of(two.get(0), two.get(1), strange)),
        tip);
    stable("another block", enough, decided(run.block(2), 0, 1, 2));
    stable("a block that is not decided", enough, decided(third, 0, 1));
    stable(
        "another block's certificate",
        enough,
        new DecidedBlock(third, committee.commits(0, run.block(2), 0, 1, 2)));
    Block genesis = committee.genesis();
    stable(
        "the genesis block",
        committee.checkpoints(checkpoint(genesis), 0, 1, 2),
        new DecidedBlock(genesis, QuorumCertificate.ofGenesis(genesis.hash())));
    endsOfEpochs(due, tip);
  }

  /** A change of the members that a quorum did not certify, at the end of a message as good. */
  private void endsOfEpochs(Checkpoint due, DecidedBlock tip) {
    Epochs first = Epochs.of(committee.chain.chain(), committee.members);
    Membership others = new Membership(committee.members.keys().reversed());
    Epochs changed = first.executed(1, others, 2, 3).after(3);
    CheckpointContext.ContextSummary summary =
        new CheckpointContext.ContextSummary(new TreeMap<>(), changed, Hash.ZERO);
    Checkpoint end = new Checkpoint(3, due.block(), due.stateRoot(), summary.hash());
    CheckpointCertificate few = committee.checkpoints(due, 1, 2);
    stable("an epoch that few ended", few, tip, proof(end, summary, 0, 2));
    stable("an epoch that one ended twice", few, tip, proof(end, summary, 0, 2, 2));
  }

  private StableCheckpoint.EpochProof proof(
      Checkpoint end, CheckpointContext.ContextSummary summary, int... signers) {
    return new StableCheckpoint.EpochProof(committee.checkpoints(end, signers), summary.digest());
  }

  private static Checkpoint checkpoint(Block block) {
    Hash other = Hash.of(Bytes.utf8("another state"));
    return new Checkpoint(block.height(), block.hash(), other, other);
  }

  private void stable(
      String what,
      CheckpointCertificate certificate,
      DecidedBlock tip,
      StableCheckpoint.EpochProof... proofs) {
    add(
        "stable-checkpoint with " + what,
        2,
        new StableCheckpoint(certificate, tip, List.of(proofs)));
  }

  private void snapshots() {
    add("a part of a snapshot", 2, new SnapshotPart(1, 0, 1, Bytes.EMPTY));
    add("a part of the last snapshot", 2, new SnapshotPart(3, 0, 1, Bytes.EMPTY));
    add("fetch-snapshot of a part that there is not", 2, new FetchSnapshot(3, Integer.MAX_VALUE));
    add("fetch-snapshot of a negative part", 2, new FetchSnapshot(3, Integer.MIN_VALUE));
    all.put(
        "fetch-snapshot of a stranger",
        committee.from(STRANGER, new FetchSnapshot(Long.MAX_VALUE, 0)));
    for (long height : new long[] {0, 1, RecordedPbftRun.INTERVAL, Long.MAX_VALUE}) {
      all.put("a state of " + height, restored(height, Optional.of(Hash.ZERO)));
      all.put("no state of " + height, restored(height, Optional.empty()));
    }
  }

  private static Input restored(long height, Optional<Hash> root) {
    return new Input.Restored(TestCommittee.NOW_NS, height, root);
  }

  private void others(RecordedPbftRun run) {
    long now = TestCommittee.NOW_NS;
    Receipt receipt = new Receipt(run.requests.get(0).request(), Receipt.OK, Bytes.utf8("forged"));
    add("a reply", 2, new OrderedReply(0, 1, receipt));
    add("a refusal", 2, RequestRejection.of(fresh.hash(), "nothing of yours"));
    add("an answer to a reader", 2, new ReadReply(1, 1, receipt));
    all.put(
        "an answer to a reader, of a stranger",
        committee.from(STRANGER, new ReadReply(1, 1, receipt)));
    add("an unsolicited block", 2, new FetchedBlock(fresh));
    all.put(
        "a message that does not hold",
        new Input.MessageRejected(
            now, committee.key(2), 12, RejectionReason.UNAUTHENTICATED, "forged"));
    all.put("an unknown timer", new Input.TimerFired(now, new Timer("tea", 0)));
    all.put("an unknown token", new Input.Persisted(now, new DurabilityToken(1_000)));
    Message foreign = new Commit(0, 1, fresh.hash());
    all.put(
        "an unsolicited signature",
        new Input.MessageSigned(now, foreign, committee.seal(committee.keys(3), foreign)));
    all.put("a nonce", new Input.NonceFound(now, fresh.header()));
    all.put(
        "a request too large for a block",
        committee.submitted(committee.request("carol", 1, Bytes.of(new byte[10_000]))));
  }
}
