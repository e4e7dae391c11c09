package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.pbft.message.PreparedCertificate;
import org.medchain.consensus.pbft.message.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * Views of four replicas in the abstract: how far each got, without messages and timers. Replica 3
 * is Byzantine: it votes for everything and reports any certificate that exists. Every primary is
 * the worst: it sends its proposals to any subset of the replicas.
 */
final class RuleDHistory {
  private static final int HONEST = 3;
  private static final int MOST_HEIGHTS = 4;

  private final Random random;
  private final TestCommittee committee;
  private final QuorumSizes quorum = new QuorumSizes(HONEST + 1);
  private final Map<Hash, Block> blocks = new LinkedHashMap<>();

  /** For each honest replica and height, the certificate of the highest view that it holds. */
  private final List<TreeMap<Long, PreparedCertificate>> held = new ArrayList<>();

  /** For each honest replica, how many of the decided blocks it knows to be decided. */
  private final int[] known = new int[HONEST];

  private final List<PreparedCertificate> all = new ArrayList<>();
  private List<Block> decided = List.of();
  private long requests;

  RuleDHistory(Random random, TestCommittee committee) {
    this.random = random;
    this.committee = committee;
    blocks.put(committee.chain.chain(), committee.genesis());
    for (int i = 0; i < HONEST; i++) {
      held.add(new TreeMap<>());
    }
  }

  Block blockOf(Hash hash) {
    return blocks.get(hash);
  }

  /** The longest chain that a quorum of COMMITs of one view can exist for. */
  List<Block> decided() {
    return decided;
  }

  /** Starts a view from the reports of a random quorum. */
  NewViewChain changeTo(long view) {
    List<ViewChange> reports = new ArrayList<>(reports(view));
    Collections.shuffle(reports, random);
    return NewViewChain.of(reports.subList(0, quorum.size()));
  }

  /** The reports of all replicas; of the Byzantine one anything that it can show. */
  List<ViewChange> reports(long view) {
    List<ViewChange> reports = new ArrayList<>();
    for (int i = 0; i < HONEST; i++) {
      known[i] += random.nextInt(decided.size() - known[i] + 1);
      reports.add(report(view, known[i], held.get(i)));
    }
    TreeMap<Long, PreparedCertificate> shown = new TreeMap<>();
    for (PreparedCertificate each : all) {
      if (random.nextBoolean()) {
        shown.put(each.height(), each);
      }
    }
    reports.add(report(view, random.nextInt(decided.size() + 1), shown));
    return reports;
  }

  private ViewChange report(
      long view, int stable, TreeMap<Long, PreparedCertificate> certificates) {
    Block block = stable == 0 ? committee.genesis() : decided.get(stable - 1);
    QuorumCertificate certificate = new QuorumCertificate(0, stable, block.hash(), List.of());
    return new ViewChange(
        view, certificate, List.copyOf(certificates.tailMap((long) stable, false).values()));
  }

  /**
   * Plays a view: the demanded blocks and new ones on top, each replica prepared for a prefix. A
   * replica is prepared for a height only when a quorum has sent PREPARE, and each sender of a
   * PREPARE is prepared for the height below.
   */
  void play(long view, NewViewChain chain) {
    List<Block> proposals = new ArrayList<>();
    chain.reproposed().forEach(each -> proposals.add(blocks.get(each.block())));
    Block tip = proposals.isEmpty() ? blocks.get(chain.start().block()) : last(proposals);
    while (proposals.size() < MOST_HEIGHTS && random.nextInt(4) > 0) {
      tip = fresh(tip);
      proposals.add(tip);
    }
    int[] reach = new int[HONEST];
    for (int height = 1; height <= proposals.size(); height++) {
      List<Integer> voters = new ArrayList<>();
      for (int i = 0; i < HONEST; i++) {
        if (reach[i] == height - 1) {
          voters.add(i);
        }
      }
      if (voters.size() < quorum.size() - 1) {
        break;
      }
      for (int voter : voters) {
        reach[voter] = random.nextInt(5) > 0 ? height : reach[voter];
      }
    }
    int base = (int) chain.start().height();
    note(view, proposals, reach, base);
  }

  /** Files the certificates, and decides what a quorum, the Byzantine one included, prepared. */
  private void note(long view, List<Block> proposals, int[] reach, int base) {
    for (int index = 0; index < proposals.size(); index++) {
      Block block = proposals.get(index);
      PreparedCertificate certificate = committee.prepared(view, block, 0);
      int prepared = 0;
      for (int i = 0; i < HONEST; i++) {
        if (reach[i] > index) {
          held.get(i).put(block.height(), certificate);
          prepared++;
        }
      }
      if (prepared > 0) {
        all.add(certificate);
      }
      if (prepared + 1 >= quorum.size() && base + index + 1 > decided.size()) {
        List<Block> longer = new ArrayList<>(decided.subList(0, base));
        longer.addAll(proposals.subList(0, index + 1));
        decided = longer;
      }
    }
  }

  private Block fresh(Block parent) {
    Block block = committee.child(parent, committee.request("alice", ++requests));
    blocks.put(block.hash(), block);
    return block;
  }

  private static Block last(List<Block> list) {
    return list.get(list.size() - 1);
  }
}
