package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.ClientAuthentication;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Replica;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.golden.ConsensusTestChain;
import org.medchain.consensus.golden.HashChainStateMachine;
import org.medchain.consensus.golden.TestHost;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.Commit;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.NewView;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.PrePrepare;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.consensus.pbft.message.VoteReport;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.HeaderFields;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.Message;
import org.medchain.network.MessageRegistry;

/** The members of a small chain: the test can send any message in any member's name. */
public final class TestCommittee {
  public static final SignatureScheme SCHEME = new TestSignatures();

  /** One request a block, so that heights and requests are easy to tell apart. */
  public static final BatchLimits ONE_EACH = new BatchLimits(1, 10_000, 0);

  public static final long NOW_NS = ConsensusTestChain.GENESIS_MS * 1_000_000;

  public final ChainParameters chain;
  public final Membership members;
  public final PbftParameters parameters;
  public final Authenticator authenticator;
  private final MessageRegistry kinds;
  private final List<KeyPair> keys = new ArrayList<>();
  private final IdentityHashMap<Envelope, AuthenticationResult> answers = new IdentityHashMap<>();

  public TestCommittee(int nodes, int window) {
    this(nodes, window, ONE_EACH, 100);
  }

  /** Checkpoints every {@code interval} heights; elsewhere so seldom that there are none. */
  public TestCommittee(int nodes, int window, long interval) {
    this(nodes, ConsensusTestChain.parameters(window, Difficulty.NONE), ONE_EACH, 100, interval);
  }

  public TestCommittee(int nodes, int window, BatchLimits batch, int poolCapacity) {
    this(nodes, ConsensusTestChain.parameters(window, Difficulty.NONE), batch, poolCapacity, 1_000);
  }

  public TestCommittee(
      int nodes, ChainParameters chain, BatchLimits batch, int poolCapacity, long interval) {
    this.chain = chain;
    for (int i = 0; i < nodes; i++) {
      keys.add(ConsensusTestChain.keys(SCHEME, "node " + i));
    }
    members = new Membership(keys.stream().map(KeyPair::publicKey).toList());
    parameters =
        new PbftParameters(chain, batch, 1_000_000_000, 100_000_000, poolCapacity, interval);
    kinds = new MessageRegistry(PbftMessages.all());
    authenticator = new Authenticator(chain.chain(), SCHEME, kinds);
  }

  public KeyPair keys(int node) {
    while (keys.size() <= node) {
      keys.add(ConsensusTestChain.keys(SCHEME, "node " + keys.size()));
    }
    return keys.get(node);
  }

  public PublicKey key(int node) {
    return keys(node).publicKey();
  }

  public int numberOf(PublicKey key) {
    for (int node = 0; node < keys.size(); node++) {
      if (keys.get(node).publicKey().equals(key)) {
        return node;
      }
    }
    return -1;
  }

  /** The message of an envelope that an honest node has sealed. */
  public Optional<Message> message(Envelope envelope) {
    return kinds.find(envelope.code()).map(type -> type.decoder().apply(envelope));
  }

  public static KeyPair client(String name) {
    return ConsensusTestChain.keys(SCHEME, name);
  }

  public PbftReplica replica(int node) {
    return new PbftReplica(parameters, members, key(node));
  }

  public TestHost host(int node, Replica replica) {
    return host(keys(node), replica);
  }

  /** A host for a node that need not be a member. */
  public TestHost host(KeyPair self) {
    return host(self, new PbftReplica(parameters, members, self.publicKey()));
  }

  public TestHost host(KeyPair self, Replica replica) {
    return new TestHost(replica, self, SCHEME, chain.genesis(), genesisState());
  }

  public HashChainStateMachine genesisState() {
    return new HashChainStateMachine(chain.genesis().header().stateRoot());
  }

  public Envelope seal(KeyPair sender, Message message) {
    return Envelope.seal(SCHEME, chain.chain(), sender, message);
  }

  public Input from(int node, Message message) {
    return from(keys(node), message);
  }

  public Input from(KeyPair sender, Message message) {
    return arrival(seal(sender, message), NOW_NS);
  }

  /** The authenticator's answer; it is pure, so a broadcast is checked once for all who get it. */
  public AuthenticationResult authenticate(Envelope envelope) {
    return answers.computeIfAbsent(envelope, authenticator::authenticate);
  }

  public Input arrival(Envelope envelope, long nowNs) {
    return switch (authenticate(envelope)) {
      case AuthenticationResult.Verified verified -> new Input.MessageReceived(nowNs, verified);
      case AuthenticationResult.Rejected rejected ->
          new Input.MessageRejected(
              nowNs, rejected.sender(), envelope.code(), rejected.kind(), rejected.reason());
    };
  }

  /** PBFT-29: starts a recovered replica; Q − 1 others hold none of its votes. */
  public List<Output> startConfirmed(TestHost host) {
    List<Output> outputs = new ArrayList<>(host.give(new Input.Started(host.nowNs())));
    int self = numberOf(host.keys().publicKey());
    int reports = new QuorumSizes(members.size()).size() - 1;
    for (int node = 0; node < members.size() && reports > 0; node++) {
      if (node != self) {
        VoteReport report = new VoteReport(host.nowNs(), 0, List.of(), List.of());
        outputs.addAll(host.give(from(node, report)));
        reports--;
      }
    }
    return outputs;
  }

  public Transaction request(String client, long sequence) {
    return request(client, sequence, Bytes.utf8("a synthetic record"));
  }

  public Transaction request(String client, long sequence, Bytes body) {
    return request(client, sequence, 1, body);
  }

  public Transaction request(String client, long sequence, int kind, Bytes body) {
    return Transaction.signed(SCHEME, chain.chain(), client(client), sequence, kind, body);
  }

  public Input submitted(Transaction request) {
    return new Input.RequestSubmitted(NOW_NS, request);
  }

  /** A valid child of a block; the roots are those of W heights below. */
  public Block child(Block parent, ExecutionRoots roots, Transaction... requests) {
    List<Transaction> transactions = Arrays.asList(requests);
    Header header =
        HeaderFields.at(parent.height() + 1)
            .previous(parent.hash())
            .timeMs(parent.header().timestampMs())
            .transactions(transactions)
            .stateRoot(roots.state())
            .receiptsRoot(roots.receipts())
            .made();
    return Block.of(header, transactions);
  }

  /** The same while headers carry the roots of the start. */
  public Block child(Block parent, Transaction... requests) {
    return child(parent, genesisRoots(), requests);
  }

  public Block genesis() {
    return chain.genesis();
  }

  /** The roots that headers up to height W carry. */
  public ExecutionRoots genesisRoots() {
    Header genesis = chain.genesis().header();
    return new ExecutionRoots(genesis.stateRoot(), genesis.receiptsRoot());
  }

  /** The signature of one member in a certificate. */
  public SignedVote vote(String domain, KeyPair signer, long view, long height, Hash block) {
    Bytes content = QuorumCertificate.statement(view, height, block);
    Bytes signing = Attestation.signingBytes(domain, chain.chain(), signer.publicKey(), content);
    return new SignedVote(signer.publicKey(), SCHEME.sign(signer.secretKey(), signing));
  }

  public QuorumCertificate commits(long view, Block block, int... signers) {
    List<SignedVote> votes = new ArrayList<>();
    for (int signer : signers) {
      votes.add(vote(Commit.TYPE.name(), keys(signer), view, block.height(), block.hash()));
    }
    return new QuorumCertificate(view, block.height(), block.hash(), votes);
  }

  public DecidedBlock decided(Block block) {
    return new DecidedBlock(block, commits(0, block, 0, 1, 2));
  }

  /** The PRE-PREPARE of {@code primary} and the PREPAREs of {@code backups}. */
  public PreparedCertificate prepared(long view, Block block, int primary, int... backups) {
    long height = block.height();
    List<SignedVote> prepares = new ArrayList<>();
    for (int backup : backups) {
      prepares.add(vote(Prepare.TYPE.name(), keys(backup), view, height, block.hash()));
    }
    SignedVote prePrepare = vote(PrePrepare.DOMAIN, keys(primary), view, height, block.hash());
    return new PreparedCertificate(view, block.header(), prePrepare, prepares);
  }

  public CheckpointCertificate checkpoints(Checkpoint checkpoint, int... signers) {
    List<SignedVote> votes = new ArrayList<>();
    for (int signer : signers) {
      votes.add(new SignedVote(key(signer), seal(keys(signer), checkpoint).signature()));
    }
    return new CheckpointCertificate(checkpoint, votes);
  }

  public NewView.ViewChangeProof proof(int node, ViewChange change) {
    return new NewView.ViewChangeProof(key(node), change, seal(keys(node), change).signature());
  }

  public NewView newView(long view, int... senders) {
    ViewChange change = emptyChange(view);
    return new NewView(view, Arrays.stream(senders).mapToObj(node -> proof(node, change)).toList());
  }

  /** The same chain where clients prove their requests in this way. */
  PbftParameters with(ClientAuthentication proof) {
    return new PbftParameters(
        chain,
        parameters.batch(),
        parameters.timeouts(),
        parameters.retransmitNs(),
        parameters.poolCapacity(),
        parameters.checkpointInterval(),
        proof);
  }

  PbftState state(int node) {
    return state(parameters, node);
  }

  PbftState state(PbftParameters parameters, int node) {
    PbftState state = new PbftState(parameters, members, key(node));
    state.nowNs = NOW_NS;
    return state;
  }

  public ViewChange emptyChange(long newView) {
    return new ViewChange(newView, QuorumCertificate.ofGenesis(chain.chain()), List.of());
  }
}
