package org.medchain.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.medchain.consensus.Quorum;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Commit;
import org.medchain.consensus.pbft.NewView;
import org.medchain.consensus.pbft.PrePrepare;
import org.medchain.consensus.pbft.PreparedCertificate;
import org.medchain.consensus.pbft.ViewChange;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

/**
 * What a Byzantine member says of views: certificates as it likes them, and views that it opens.
 */
final class Usurper {
  private final Voice voice;
  private final Setting setting;
  private final Hearsay heard;
  private final Invention invention;

  /** Whose VIEW-CHANGE it would rather not show. */
  private final Optional<PublicKey> favourite;

  /** Whether it has but one word for each view, so that all hear the same. */
  private final boolean single;

  private final Set<Long> opened = new TreeSet<>();

  Usurper(
      Voice voice,
      Setting setting,
      Hearsay heard,
      Invention invention,
      Optional<PublicKey> favourite,
      boolean single) {
    this.voice = voice;
    this.setting = setting;
    this.heard = heard;
    this.invention = invention;
    this.favourite = favourite;
    this.single = single;
  }

  private int quorum() {
    return new Quorum(setting.members().size()).size();
  }

  /** Of the certificates that can be made from what was said, any that do not contradict form. */
  ViewChange viewChange(long view, Draw draw) {
    QuorumCertificate stable = QuorumCertificate.ofGenesis(setting.genesis().hash());
    for (Map.Entry<Hearsay.Ballot, Map<PublicKey, SignedVote>> each : heard.commits.entrySet()) {
      Hearsay.Ballot ballot = each.getKey();
      if (each.getValue().size() >= quorum() && draw.chance(300)) {
        List<SignedVote> votes = List.copyOf(each.getValue().values()).subList(0, quorum());
        stable = new QuorumCertificate(ballot.view(), ballot.height(), ballot.block(), votes);
      }
    }
    Map<Long, PreparedCertificate> prepared = new TreeMap<>();
    for (Map.Entry<Hearsay.Ballot, SignedVote> each : heard.proposed.entrySet()) {
      Hearsay.Ballot ballot = each.getKey();
      List<SignedVote> votes =
          heard.prepares.getOrDefault(ballot, Map.of()).values().stream()
              .filter(vote -> !vote.signer().equals(each.getValue().signer()))
              .limit(quorum() - 1L)
              .toList();
      boolean enough = votes.size() == quorum() - 1 || draw.chance(30);
      if (draw.chance(500) && enough && ballot.view() < view && ballot.height() > stable.height()) {
        prepared.put(
            ballot.height(),
            new PreparedCertificate(
                ballot.view(), heard.blocks.get(ballot.block()).header(), each.getValue(), votes));
      }
    }
    return new ViewChange(view, stable, List.copyOf(prepared.values()));
  }

  /** NEW-VIEW for the view that it may open, or for {@code otherwise}, with a lie or without. */
  void newView(LongSupplier otherwise, Draw draw) {
    Optional<Long> open = openable();
    long view = open.isPresent() && draw.chance(850) ? open.get() : otherwise.getAsLong();
    List<NewView.Proof> proofs =
        new ArrayList<>(heard.changes.getOrDefault(view, Map.of()).values());
    proofs.removeIf(proof -> proof.sender().equals(voice.self().key()));
    if (view <= 0 || view == 1L << 40 || (single && opened.contains(view))) {
      return;
    }
    if (proofs.size() >= quorum()) {
      proofs.removeIf(proof -> favourite.isPresent() && proof.sender().equals(favourite.get()));
    }
    while (proofs.size() > quorum() - 1) {
      proofs.remove(draw.below(proofs.size()));
    }
    QuorumCertificate start = start(proofs);
    Block parent = heard.blocks.get(start.block());
    boolean ignores = parent != null && heard.ledgers.containsKey(start.block());
    Block other = invention.childOf(ignores ? parent : invention.highest(), draw);
    ViewChange own =
        draw.chance(single ? 600 : 300) ? invented(view, start, other) : viewChange(view, draw);
    proofs.add(new NewView.Proof(voice.self().key(), own, voice.seal(own).signature()));
    if (proofs.size() == quorum() || draw.chance(100)) {
      Envelope message = voice.seal(new NewView(view, proofs));
      opened.add(view);
      if (draw.chance(300) && !single) {
        voice.toSome(message, draw);
      } else {
        insist(message, view, other);
      }
    }
  }

  /** Has everybody enter its view and decide this block there, if they can be made to. */
  private void insist(Envelope opening, long view, Block block) {
    Envelope proposal = voice.seal(new PrePrepare(view, block));
    SignedVote vote = new SignedVote(voice.self().key(), proposal.signature());
    heard.prePrepare(new PrePrepare(view, block), vote);
    voice.toAll(opening);
    voice.toAll(proposal);
    voice.toAll(voice.seal(new Commit(view, block.height(), block.hash())));
  }

  /** The highest view that it leads and for which it knows enough VIEW-CHANGEs. */
  Optional<Long> openable() {
    Membership members = setting.members();
    int index = members.indexOf(voice.self().key());
    return heard.changes.entrySet().stream()
        .filter(each -> each.getValue().size() >= quorum() - 1)
        .map(Map.Entry::getKey)
        .filter(view -> Math.floorMod(view, members.size()) == index)
        .reduce((first, second) -> second);
  }

  /** What the others of these know to be decided. */
  private QuorumCertificate start(List<NewView.Proof> proofs) {
    QuorumCertificate start = QuorumCertificate.ofGenesis(setting.genesis().hash());
    for (NewView.Proof proof : proofs) {
      QuorumCertificate stable = proof.viewChange().stable();
      start = stable.height() > start.height() ? stable : start;
    }
    return start;
  }

  /** Claims to be prepared, in the very view that it asks for, for a block without votes. */
  private ViewChange invented(long view, QuorumCertificate start, Block other) {
    SignedVote own =
        new SignedVote(voice.self().key(), voice.seal(new PrePrepare(view, other)).signature());
    PreparedCertificate none = new PreparedCertificate(view, other.header(), own, List.of());
    return new ViewChange(view, start, other.height() > start.height() ? List.of(none) : List.of());
  }
}
