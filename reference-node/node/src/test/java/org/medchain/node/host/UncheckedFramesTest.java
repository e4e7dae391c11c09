package org.medchain.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.BatchLimits;
import org.medchain.consensus.ChainParameters;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.RequestForm;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.pbft.PbftParameters;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.consensus.pbft.message.Prepare;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Attestation;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SecretKey;
import org.medchain.data.Signature;
import org.medchain.data.SignatureScheme;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.network.MessageRegistry;
import org.medchain.node.ledger.TestScheme;
import org.medchain.node.storage.FaultyVolume;
import org.medchain.node.storage.NodeStore;
import org.medchain.node.storage.StoreOptions;
import org.medchain.node.transport.PeerLink;

/** NET-7, PBFT-33: a frame with false votes costs a real host no check, from any sender. */
class UncheckedFramesTest {
  private final PowerCutChain chain = new PowerCutChain();
  private final TestScheme scheme = chain.scheme;
  private final AtomicInteger checked = new AtomicInteger();
  private final List<KeyPair> keys = chain.keys;
  private final Genesis genesis = chain.genesis;

  /** The test's signatures, counted. */
  private final SignatureScheme counting =
      new SignatureScheme() {
        @Override
        public KeyPair keyPair(Bytes seed) {
          return scheme.keyPair(seed);
        }

        @Override
        public Signature sign(SecretKey key, Bytes message) {
          return scheme.sign(key, message);
        }

        @Override
        public boolean verify(PublicKey key, Bytes message, Signature signature) {
          checked.incrementAndGet();
          return scheme.verify(key, message, signature);
        }
      };

  private ReplicaHost host(EventLoop loop, NodeStore store) {
    ReplicaNetwork nobody =
        (ReplicaNetwork)
            Proxy.newProxyInstance(
                ReplicaNetwork.class.getClassLoader(),
                new Class<?>[] {ReplicaNetwork.class},
                (proxy, method, arguments) -> null);
    ChainParameters anyRequest =
        new ChainParameters(
            genesis.block(),
            2,
            Difficulty.NONE,
            10_000,
            genesis.chainParameters().right(),
            RequestForm.ANY,
            ChainParameters.RecoveryTrust.NONE);
    PbftParameters parameters =
        new PbftParameters(
            anyRequest, new BatchLimits(10, 10_000, 0), 1_000_000_000, 100_000_000, 100, 10);
    Membership members = new Membership(keys.stream().map(KeyPair::publicKey).toList());
    return new ReplicaHost(
        new ReplicaHostComponents(
            "d",
            loop,
            HostClock.system(),
            new PbftReplica(parameters, members, keys.get(3).publicKey()),
            new MedicalContract(genesis),
            new Authenticator(genesis.chain(), counting, new MessageRegistry(PbftMessages.all())),
            new MessageSigner(genesis.chain(), keys.get(3), scheme, new X25519MacScheme()),
            store,
            true,
            nobody,
            List.of()));
  }

  /** A certificate for the genesis block's hash at height 1, with this many votes of a stranger. */
  private Envelope decided(int votes) {
    KeyPair stranger = scheme.named("mallory");
    Block block = genesis.block();
    Bytes statement = QuorumCertificate.statement(0, 1, block.hash());
    Bytes signing =
        Attestation.signingBytes(
            QuorumCertificate.DOMAIN, genesis.chain(), stranger.publicKey(), statement);
    SignedVote vote =
        new SignedVote(stranger.publicKey(), scheme.sign(stranger.secretKey(), signing));
    QuorumCertificate certificate =
        new QuorumCertificate(0, 1, block.hash(), Collections.nCopies(votes, vote));
    return Envelope.seal(
        scheme, genesis.chain(), keys.get(1), new DecidedBlock(block, certificate));
  }

  private int checks(EventLoop loop, ReplicaHost host, Envelope envelope, boolean node)
      throws Exception {
    PeerLink link = PowerCutNode.link(envelope.sender(), node);
    checked.set(0);
    loop.submit(
            () -> {
              host.receive(envelope, link);
              host.endBatch();
            })
        .get(1, TimeUnit.MINUTES);
    return checked.get();
  }

  @Test
  void falseVotesAreNotChecked() throws Exception {
    EventLoop loop = new DefaultEventLoop();
    try (NodeStore store =
        NodeStore.open(
            new FaultyVolume(),
            StoreOptions.of(Pbft.PROTOCOL),
            token -> {},
            new SimpleMeterRegistry())) {
      ReplicaHost host = host(loop, store);
      loop.submit(host::start).get(1, TimeUnit.MINUTES);
      for (boolean node : new boolean[] {true, false}) {
        for (int votes : new int[] {3, 1_000, 80_000}) {
          assertThat(checks(loop, host, decided(votes), node)).as("%d votes", votes).isZero();
        }
      }
      Envelope vote =
          Envelope.seal(scheme, genesis.chain(), keys.get(1), new Prepare(0, 1, Hash.ZERO));
      assertThat(checks(loop, host, vote, true)).as("control").isEqualTo(1);
      assertThat(host.failed()).isNotDone();
    } finally {
      loop.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
    }
  }
}
