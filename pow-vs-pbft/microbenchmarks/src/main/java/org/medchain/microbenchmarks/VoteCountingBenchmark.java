package org.medchain.microbenchmarks;

import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.VoteSet;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;
import org.medchain.network.Membership;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Microseconds for one phase at one height: the votes of all n replicas are added, each followed by
 * the question whether a quorum is there, and the certificate's signatures are taken out.
 */
public class VoteCountingBenchmark extends LoopBenchmark {
  /** Number of replicas. */
  @Param({"4", "100"})
  public int nodes;

  private final Hash block = BenchmarkInputs.hash(1);
  private final Signature signature = new Signature(Bytes.of(new byte[Signature.SIZE]));
  private List<PublicKey> voters;
  private Membership members;
  private int quorum;

  /** Makes the voters. */
  @Setup
  public void makeVoters() {
    voters = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      voters.add(new PublicKey(BenchmarkInputs.hash(100 + i).toBytes()));
    }
    members = new Membership(voters);
    quorum = new QuorumSizes(nodes).size();
  }

  /** All votes of one phase. */
  @Benchmark
  public List<SignedVote> phase() {
    VoteSet votes = new VoteSet(members);
    List<SignedVote> certificate = List.of();
    for (PublicKey voter : voters) {
      votes.add(voter, block, signature);
      if (votes.count(block) == quorum) {
        certificate = votes.signatures(block, quorum);
      }
    }
    return certificate;
  }
}
