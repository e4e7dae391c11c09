package org.medchain.consensus.pbft.flood;

import java.util.List;
import java.util.Random;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.FetchBlock;
import org.medchain.consensus.pbft.message.FetchSnapshot;
import org.medchain.consensus.pbft.message.FetchedBlock;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.OrderedReply;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteQuery;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult.Verified;
import org.medchain.network.Message;

/** Messages that one sender can send without end: well formed, signed, and useless. */
enum FloodKind {
  PRE_PREPARES,
  PREPARES,
  COMMITS,
  CHECKPOINTS,
  VIEW_CHANGES,
  NEW_VIEWS,
  STATUSES,
  VOTE_QUERIES,
  VOTE_REPORTS,
  FETCHES,
  FETCHED_BLOCKS,
  SNAPSHOT_PARTS,
  REPLIES,
  REQUESTS,
  READS;

  /** Three of four heights and views are about those where the replica is, or might be next. */
  private static final int NEAR = 3;

  private static final int FIRST_HEIGHT = 36;
  private static final int HEIGHTS = 28;
  private static final int VIEWS = 8;

  Verified next(LightCluster cluster, KeyPair sender, Random random) {
    return switch (this) {
      case REQUESTS -> cluster.verified(Request.envelope(request(cluster, random)));
      case READS -> cluster.verified(ReadRequest.envelope(request(cluster, random)));
      default -> cluster.from(sender, message(cluster, sender, random));
    };
  }

  private Message message(LightCluster cluster, KeyPair sender, Random random) {
    long view = view(random);
    long height = height(random);
    Hash hash = hash(random);
    return switch (this) {
      case PRE_PREPARES -> new PrePrepare(view, block(cluster, height, random));
      case PREPARES -> new Prepare(view, height, hash);
      case COMMITS -> new Commit(view, height, hash);
      case CHECKPOINTS -> new Checkpoint(height, hash, hash(random), hash(random));
      case VIEW_CHANGES -> change(cluster, view);
      case NEW_VIEWS -> newView(cluster, sender, view);
      case STATUSES -> new Status(view, random.nextBoolean(), height, height(random));
      case VOTE_QUERIES -> new VoteQuery(random.nextLong());
      case VOTE_REPORTS -> new VoteReport(random.nextLong(), height, List.of(), List.of());
      case FETCHES ->
          random.nextBoolean()
              ? new FetchBlock(hash)
              : new FetchSnapshot(height, random.nextInt(Integer.MAX_VALUE));
      case FETCHED_BLOCKS -> new FetchedBlock(block(cluster, height, random));
      case SNAPSHOT_PARTS -> new SnapshotPart(height, random.nextInt(9), 9, hash.toBytes());
      case REPLIES -> reply(cluster, height, random);
      case REQUESTS, READS -> throw new AssertionError("a client's");
    };
  }

  private static long height(Random random) {
    return random.nextInt(NEAR + 1) < NEAR
        ? FIRST_HEIGHT + random.nextInt(HEIGHTS)
        : random.nextLong() >>> 1;
  }

  /** Half of the far ones belong to the same epoch, whose number is in a view's high bits. */
  private static long view(Random random) {
    if (random.nextInt(NEAR + 1) < NEAR) {
      return random.nextInt(VIEWS);
    }
    return random.nextBoolean() ? random.nextInt(Integer.MAX_VALUE) : random.nextLong() >>> 1;
  }

  private static Hash hash(Random random) {
    return new Hash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  private static Transaction request(LightCluster cluster, Random random) {
    return cluster.request("stranger " + random.nextLong(), 1 + random.nextInt(VIEWS));
  }

  private static Block block(LightCluster cluster, long height, Random random) {
    List<Transaction> transactions = List.of(request(cluster, random));
    Header header =
        HeaderFields.at(height)
            .previous(hash(random))
            .timeMs(ConsensusTestChain.GENESIS_MS)
            .transactions(transactions)
            .stateRoot(hash(random))
            .receiptsRoot(hash(random))
            .made();
    return Block.of(header, transactions);
  }

  private static ViewChange change(LightCluster cluster, long view) {
    Hash genesis = cluster.chain().chain();
    return new ViewChange(view, QuorumCertificate.ofGenesis(genesis), List.of());
  }

  /** The sender's own VIEW-CHANGE, three times: no quorum, although it has enough messages. */
  private static NewView newView(LightCluster cluster, KeyPair sender, long view) {
    ViewChange change = change(cluster, view);
    Verified own = cluster.from(sender, change);
    NewView.ViewChangeProof proof =
        new NewView.ViewChangeProof(own.sender(), change, own.envelope().signature());
    return new NewView(view, List.of(proof, proof, proof));
  }

  private static Message reply(LightCluster cluster, long height, Random random) {
    Bytes result = hash(random).toBytes();
    Receipt receipt = new Receipt(request(cluster, random).request(), Receipt.OK, result);
    return random.nextBoolean()
        ? new OrderedReply(0, height, receipt)
        : new ReadReply(0, height, receipt);
  }
}
