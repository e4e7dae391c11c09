package org.medchain.consensus.pbft.flood;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.TestCommittee;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext.ContextSummary;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.pbft.message.StableCheckpoint.EpochProof;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteEvidence;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.network.Membership;
import org.medchain.network.Message;

/** Messages of a member, all of whose signatures hold, that no honest replica sends. */
enum HostileFrame {
  /** Certificates with votes of strangers, or of one member again and again. */
  DECIDED_BLOCK_OF_STRANGERS,
  DECIDED_BLOCK_OF_TOO_FEW,
  CHECKPOINT_OF_STRANGERS,
  CHECKPOINT_OF_TOO_FEW,
  CHECKPOINT_TIP_OF_STRANGERS,
  CHECKPOINT_PROOFS_OF_STRANGERS,
  CHECKPOINT_PROOFS_REPEATED,
  VIEW_CHANGE_STABLE_OF_STRANGERS,
  VIEW_CHANGE_PREPARED_BY_STRANGERS,
  VIEW_CHANGE_OUT_OF_RANGE,
  VIEW_CHANGE_OF_ANOTHER_EPOCH,
  NEW_VIEW_OF_ONE,
  NEW_VIEW_OF_STRANGERS,
  NEW_VIEW_OF_NO_PRIMARY,
  NEW_VIEW_OUT_OF_RANGE,
  PROPOSAL_OF_NO_PRIMARY,
  PROPOSAL_TOO_LARGE,
  BLOCK_NOT_FETCHED,
  REPORT_NOT_AWAITED;

  /** The first epoch's primary in view 1 is the sender: its messages differ in one way only. */
  static final int SENDER = 1;

  /** W: with the interval of checkpoints, the range of heights in a VIEW-CHANGE (PBFT-16). */
  static final int WINDOW = 2;

  static final long INTERVAL = 4;

  Message of(TestCommittee committee, int votes, Random random) {
    return new Builder(committee, votes, random).message(this);
  }

  /** A message of about this number of votes, if its kind has votes. */
  private static final class Builder {
    private final TestCommittee committee;
    private final int votes;
    private final Random random;
    private final Block first;
    private final Block second;

    Builder(TestCommittee committee, int votes, Random random) {
      this.committee = committee;
      this.votes = votes;
      this.random = random;
      first = child(committee.genesis(), 1);
      second = child(first, 2);
    }

    private Block child(Block parent, long sequence) {
      Transaction request = committee.request("alice", sequence);
      return committee.child(parent, request);
    }

    Message message(HostileFrame kind) {
      return switch (kind) {
        case DECIDED_BLOCK_OF_STRANGERS -> new DecidedBlock(first, commits(first, strangers()));
        case DECIDED_BLOCK_OF_TOO_FEW -> new DecidedBlock(first, commits(first, List.of(2)));
        case CHECKPOINT_OF_STRANGERS -> stable(strangers(), List.of(0, 1, 2), List.of());
        case CHECKPOINT_OF_TOO_FEW -> stable(List.of(1, 2), List.of(0, 1, 2), List.of());
        case CHECKPOINT_TIP_OF_STRANGERS -> stable(List.of(0, 1, 2), strangers(), List.of());
        case CHECKPOINT_PROOFS_OF_STRANGERS ->
            stable(List.of(0, 1, 2), List.of(0, 1, 2), List.of(proof(strangers())));
        case CHECKPOINT_PROOFS_REPEATED ->
            stable(
                List.of(0, 1, 2),
                List.of(0, 1, 2),
                Collections.nCopies(2 + votes / 100, proof(List.of(0, 1, 2))));
        case VIEW_CHANGE_STABLE_OF_STRANGERS ->
            new ViewChange(1, commits(first, strangers()), List.of());
        case VIEW_CHANGE_PREPARED_BY_STRANGERS ->
            new ViewChange(1, genesis(), List.of(prepared(strangers())));
        case VIEW_CHANGE_OUT_OF_RANGE -> outOfRange();
        case VIEW_CHANGE_OF_ANOTHER_EPOCH ->
            new ViewChange(1L << 40, commits(first, strangers()), List.of());
        case NEW_VIEW_OF_ONE ->
            new NewView(1, Collections.nCopies(3 + votes / 100, proof(2, sound())));
        case NEW_VIEW_OF_STRANGERS ->
            new NewView(1, strangers().stream().map(node -> proof(node, sound())).toList());
        case NEW_VIEW_OF_NO_PRIMARY -> new NewView(2, quorum(committee.emptyChange(2)));
        case NEW_VIEW_OUT_OF_RANGE -> new NewView(1, quorum(outOfRange()));
        case PROPOSAL_OF_NO_PRIMARY -> new PrePrepare(0, first);
        case PROPOSAL_TOO_LARGE -> new PrePrepare(1, large());
        case BLOCK_NOT_FETCHED -> new FetchedBlock(large());
        case REPORT_NOT_AWAITED ->
            new VoteReport(7, 1, List.of(evidence(), evidence()), List.of(proof(3, sound())));
      };
    }

    /** Nodes that are not members; with few of them, the same again and again. */
    private List<Integer> strangers() {
      int different = 1 + random.nextInt(50);
      List<Integer> nodes = new ArrayList<>();
      for (int i = 0; i < votes; i++) {
        nodes.add(random.nextInt(4) > 0 ? 4 + i % different : SENDER);
      }
      return nodes;
    }

    private List<SignedVote> votes(String domain, Block block, List<Integer> signers) {
      TreeMap<Integer, SignedVote> made = new TreeMap<>();
      for (int signer : signers) {
        made.computeIfAbsent(
            signer,
            node -> committee.vote(domain, committee.keys(node), 0, block.height(), block.hash()));
      }
      return signers.stream().map(made::get).toList();
    }

    private QuorumCertificate commits(Block block, List<Integer> signers) {
      List<SignedVote> signed = votes(Commit.TYPE.name(), block, signers);
      return new QuorumCertificate(0, block.height(), block.hash(), signed);
    }

    private QuorumCertificate genesis() {
      return QuorumCertificate.ofGenesis(committee.chain.chain());
    }

    private PreparedCertificate prepared(List<Integer> backups) {
      SignedVote primary = votes(PrePrepare.DOMAIN, first, List.of(0)).get(0);
      List<SignedVote> prepares = votes(Prepare.TYPE.name(), first, backups);
      return new PreparedCertificate(0, first.header(), primary, prepares);
    }

    /** Sound certificates, at more heights than an honest replica can be prepared for. */
    private ViewChange outOfRange() {
      List<PreparedCertificate> all = new ArrayList<>();
      Block block = committee.genesis();
      for (int i = 0; i < 2 * INTERVAL + WINDOW + 1; i++) {
        block = child(block, 1 + i);
        all.add(committee.prepared(0, block, 0, 1, 2));
      }
      return new ViewChange(1, genesis(), all);
    }

    private ViewChange sound() {
      return committee.emptyChange(1);
    }

    private NewView.ViewChangeProof proof(int node, ViewChange change) {
      return committee.proof(node, change);
    }

    private List<NewView.ViewChangeProof> quorum(ViewChange change) {
      return List.of(proof(0, change), proof(1, change), proof(2, change));
    }

    private ContextSummary summary() {
      Membership others = new Membership(committee.members.keys().reversed());
      Epochs changed =
          Epochs.of(committee.chain.chain(), committee.members).executed(0, others, 2, 2).after(2);
      return new ContextSummary(new TreeMap<>(), changed, Hash.of(Bytes.utf8("clients")));
    }

    private CheckpointCertificate certificate(List<Integer> signers) {
      Hash state = Hash.of(Bytes.utf8("state"));
      Checkpoint checkpoint = new Checkpoint(2, second.hash(), state, summary().hash());
      TreeMap<Integer, SignedVote> made = new TreeMap<>();
      for (int signer : signers) {
        KeyPair keys = committee.keys(signer);
        made.computeIfAbsent(
            signer,
            node -> new SignedVote(keys.publicKey(), committee.seal(keys, checkpoint).signature()));
      }
      return new CheckpointCertificate(checkpoint, signers.stream().map(made::get).toList());
    }

    private EpochProof proof(List<Integer> signers) {
      return new EpochProof(certificate(signers), summary().digest());
    }

    private StableCheckpoint stable(
        List<Integer> signers, List<Integer> tip, List<EpochProof> proofs) {
      DecidedBlock block = new DecidedBlock(second, commits(second, tip));
      return new StableCheckpoint(certificate(signers), block, proofs);
    }

    private Block large() {
      List<Transaction> requests =
          Collections.nCopies(
              2 + Math.min(votes, 10 * QuorumSizes.MAX_NODES), first.transactions().get(0));
      return committee.child(committee.genesis(), requests.toArray(new Transaction[0]));
    }

    private VoteEvidence evidence() {
      SignedVote vote = votes(Commit.TYPE.name(), first, List.of(3)).get(0);
      return new VoteEvidence(VoteEvidence.VotePhase.COMMIT, 0, 1, first.hash(), vote);
    }
  }
}
