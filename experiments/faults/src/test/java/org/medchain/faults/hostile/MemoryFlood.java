package org.medchain.faults.hostile;

import java.util.List;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.Status;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.KeyPair;
import org.medchain.data.MerkleTree;
import org.medchain.data.RandomString;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.admission.CallKind;

/**
 * What one peer sends without end to fill the memory of a node: each kind is aimed at some rows of
 * the memory table (NODE-24), with messages as large as these take.
 */
enum MemoryFlood {
  /** Valid requests, to wait for their signatures and for their block, and to be executed. */
  REQUESTS(HostileRole.AGENCY, 600),
  /** Reads, to wait for what is committed. */
  READS(HostileRole.AGENCY, 600),
  /** Requests of keys that nobody knows, for the routes of replies. */
  SENDERS(HostileRole.FOLLOWER, 800),
  /** What is no request, as long as a frame may be. */
  FRAMES(HostileRole.ENTITY, 6),
  /** Proposals of the member's views, now and next, at every height in range. */
  PROPOSALS(HostileRole.MEMBER, 600),
  VOTES(HostileRole.MEMBER, 1500),
  VIEW_CHANGES(HostileRole.MEMBER, 400),
  DECIDED_BLOCKS(HostileRole.FOLLOWER, 600),
  SNAPSHOT_PARTS(HostileRole.MEMBER, 150),
  /** Each of a few bytes, answered with blocks, which wait for their reader. */
  QUESTIONS(HostileRole.FOLLOWER, 600),
  /** Long questions, to wait for a thread that answers. */
  CALLS(HostileRole.LIGHT_CLIENT, 12);

  /** Of a block in this run. */
  static final int BLOCK_BYTES = 16 << 10;

  private static final int REQUEST_BYTES = 12 << 10;
  private static final int LONG_BYTES = 2 << 20;
  private static final int OPAQUE = Transaction.FIRST_OPAQUE_KIND;
  private static final int HEIGHTS = 10;
  private static final int MEMBERS = 4;
  private static final int MEMBER_NUMBER = 3;

  private final HostileRole role;
  private final int messages;

  MemoryFlood(HostileRole role, int messages) {
    this.role = role;
    this.messages = messages;
  }

  HostileRole role() {
    return role;
  }

  /** How many are sent in the quick form. */
  int messages() {
    return messages;
  }

  /** Who sends it, and to which chain. */
  record FloodSender(SignatureScheme scheme, Hash chain, KeyPair keys) {
    Transaction request(KeyPair from, long sequence, int bytes) {
      byte[] content = new byte[bytes];
      Bytes number = new Encoder().int64(sequence).toBytes();
      number.copyTo(0, content, 0, number.size());
      Bytes body = new Encoder().bytes(Bytes.of(content)).toBytes();
      return Transaction.signed(scheme, chain, from, sequence, OPAQUE, body);
    }

    /** With one request that nobody signed: what its parent and roots are is not looked at. */
    Block block(long number, long height) {
      List<Transaction> transactions = List.of(request(keys, number + 1, REQUEST_BYTES));
      Hash other = Hash.of(new Encoder().int64(number).toBytes());
      Header header =
          new Header(
              Header.VERSION,
              other,
              1,
              MerkleTree.rootOf(transactions),
              transactions.size(),
              height,
              other,
              other,
              Difficulty.NONE,
              RandomString.ZERO);
      return Block.of(header, transactions);
    }

    Envelope seal(Message message) {
      return Envelope.seal(scheme, chain, keys, message);
    }

    /** A key that no other message has. */
    KeyPair stranger(long number) {
      return scheme.keyPair(Hash.of(new Encoder().int64(number).toBytes()).toBytes());
    }
  }

  /** The next message; {@code height} is that of the chain. */
  HostileMessage next(FloodSender sender, long number, long height) {
    return this == CALLS
        ? new HostileMessage.CallMessage(
            CallKind.QUERY.method(), Bytes.of(new byte[LONG_BYTES]), false)
        : new HostileMessage.EnvelopeMessage(
            HostileMessageSource.UNKNOWN, envelope(sender, number, height));
  }

  private Envelope envelope(FloodSender sender, long number, long height) {
    Hash hash = Hash.of(new Encoder().int64(number).toBytes());
    long at = height + 1 + number % HEIGHTS;
    long view = number % 8;
    return switch (this) {
      case REQUESTS -> Request.envelope(sender.request(sender.keys(), number + 1, REQUEST_BYTES));
      case READS -> ReadRequest.envelope(sender.request(sender.keys(), number + 1, REQUEST_BYTES));
      case SENDERS -> Request.envelope(sender.request(sender.stranger(number), 1, 8));
      case FRAMES ->
          new Envelope(
              Request.TYPE.code(),
              sender.keys().publicKey(),
              Bytes.of(new byte[LONG_BYTES]),
              Signature.NONE);
      case PROPOSALS ->
          sender.seal(
              new PrePrepare(
                  MEMBER_NUMBER + MEMBERS * (number / HEIGHTS % 2), sender.block(number, at)));
      case VOTES ->
          sender.seal(number % 2 == 0 ? new Commit(view, at, hash) : new Prepare(view, at, hash));
      case VIEW_CHANGES ->
          sender.seal(
              new ViewChange(number + 1, QuorumCertificate.ofGenesis(sender.chain()), List.of()));
      case DECIDED_BLOCKS -> {
        Block block = sender.block(number, at);
        yield sender.seal(
            new DecidedBlock(
                block, new QuorumCertificate(0, block.height(), block.hash(), List.of())));
      }
      case SNAPSHOT_PARTS ->
          sender.seal(new SnapshotPart(height, 0, 9, Bytes.of(new byte[SnapshotPart.BYTES])));
      case QUESTIONS -> sender.seal(new Status(0, false, number % Math.max(1, height), 0));
      case CALLS -> throw new AssertionError("no envelope");
    };
  }
}
