package org.medchain.node.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.node.files.ReplicationPlan.HolderStatus;

/** STO-7, FILE-9, FILE-10: the plan, over holders that fail, stay away and come back. */
class ReplicationPlanTest {
  private static PublicKey holder(int number) {
    return new PublicKey(Hash.of(new Encoder().int32(number).toBytes()).toBytes());
  }

  private static List<PublicKey> holders(int count) {
    List<PublicKey> made = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      made.add(holder(number));
    }
    return made;
  }

  private static Hash file(int number) {
    return Hash.of(Bytes.utf8("file " + number));
  }

  /** Files, holders and disks, without any of them. */
  private static final class World {
    final Map<PublicKey, TreeSet<Hash>> disks = new TreeMap<>();
    final TreeSet<PublicKey> down = new TreeSet<>();
    final int replicas;
    int copies;

    World(int holders, int files, int replicas) {
      this.replicas = replicas;
      holders(holders).forEach(holder -> disks.put(holder, new TreeSet<>()));
      for (int number = 0; number < files; number++) {
        Hash file = file(number);
        RendezvousHashing.rank(file, disks.keySet()).stream()
            .limit(replicas)
            .forEach(holder -> disks.get(holder).add(file));
      }
    }

    Map<PublicKey, HolderStatus> view(Hash file) {
      Map<PublicKey, HolderStatus> view = new TreeMap<>();
      disks.forEach(
          (holder, disk) ->
              view.put(
                  holder,
                  down.contains(holder)
                      ? HolderStatus.GONE
                      : disk.contains(file) ? HolderStatus.HOLDS : HolderStatus.LACKS));
      return view;
    }

    /** A round of every holder, each with the view of that moment. */
    void repair(int files) {
      for (int number = 0; number < files; number++) {
        Hash file = file(number);
        for (PublicKey holder : disks.keySet()) {
          ReplicationPlan plan = ReplicationPlan.of(file, view(file), replicas);
          if (plan.responsible().filter(holder::equals).isPresent()) {
            for (PublicKey to : plan.copyTo()) {
              assertThat(disks.get(to).add(file)).isTrue();
              copies++;
            }
          }
          if (plan.surplus().contains(holder)) {
            disks.get(holder).remove(file);
          }
        }
      }
    }

    long live(Hash file) {
      return disks.entrySet().stream()
          .filter(disk -> !down.contains(disk.getKey()) && disk.getValue().contains(file))
          .count();
    }
  }

  /** Up to r − 1 at once, for good, again and again, as long as r are left. */
  @Property(seed = "1", tries = 60)
  void nothingIsLostAndNothingIsCopiedThatWasNotLost(
      @ForAll @IntRange(min = 1, max = 4) int replicas,
      @ForAll @IntRange(min = 0, max = 8) int spare,
      @ForAll int seed) {
    int files = 10;
    World world = new World(replicas + spare, files, replicas);
    Random random = new Random(seed);
    List<PublicKey> alive = new ArrayList<>(world.disks.keySet());
    while (alive.size() - (replicas - 1) >= replicas && replicas > 1) {
      Collections.shuffle(alive, random);
      int failing = 1 + random.nextInt(replicas - 1);
      int lost = 0;
      for (int i = 0; i < failing; i++) {
        PublicKey holder = alive.remove(alive.size() - 1);
        world.down.add(holder);
        lost += world.disks.get(holder).size();
      }
      world.copies = 0;
      world.repair(files);
      assertThat(world.copies).isEqualTo(lost);
      for (int number = 0; number < files; number++) {
        assertThat(world.live(file(number))).isEqualTo(replicas);
      }
      world.copies = 0;
      world.repair(files);
      assertThat(world.copies).isZero();
    }
  }

  @Property(seed = "2", tries = 60)
  void onReturnSurplusIsTrimmedToTheFirstInLine(
      @ForAll @IntRange(min = 2, max = 4) int replicas, @ForAll int seed) {
    int files = 10;
    World world = new World(9, files, replicas);
    List<PublicKey> all = new ArrayList<>(world.disks.keySet());
    Collections.shuffle(all, new Random(seed));
    world.down.addAll(all.subList(0, replicas - 1));
    world.repair(files);
    world.down.clear();
    world.copies = 0;
    world.repair(files);
    assertThat(world.copies).isZero();
    for (int number = 0; number < files; number++) {
      Hash file = file(number);
      assertThat(world.live(file)).isEqualTo(replicas);
      assertThat(RendezvousHashing.rank(file, all).subList(0, replicas))
          .allMatch(holder -> world.disks.get(holder).contains(file));
    }
  }

  @Property(seed = "3", tries = 200)
  void thePlanHangsOnTheViewAloneAndIsBounded(
      @ForAll @IntRange(min = 1, max = 12) int count,
      @ForAll @IntRange(min = 1, max = 4) int replicas,
      @ForAll int seed) {
    Random random = new Random(seed);
    List<PublicKey> holders = holders(count);
    List<HolderStatus> all = List.of(HolderStatus.values());
    Map<PublicKey, HolderStatus> view = new LinkedHashMap<>();
    holders.forEach(h -> view.put(h, all.get(random.nextInt(all.size()))));
    Map<PublicKey, HolderStatus> turned = new LinkedHashMap<>();
    Collections.reverse(holders);
    holders.forEach(holder -> turned.put(holder, view.get(holder)));
    ReplicationPlan plan = ReplicationPlan.of(file(1), view, replicas);
    assertThat(ReplicationPlan.of(file(1), turned, replicas)).isEqualTo(plan);
    long counted =
        view.values().stream()
            .filter(s -> s == HolderStatus.HOLDS || s == HolderStatus.AWAY)
            .count();
    assertThat((long) plan.copyTo().size()).isLessThanOrEqualTo(Math.max(0, replicas - counted));
    assertThat(plan.copyTo()).allMatch(holder -> view.get(holder) == HolderStatus.LACKS);
    long holding = view.values().stream().filter(s -> s == HolderStatus.HOLDS).count();
    long trimmed = plan.surplus().stream().filter(h -> view.get(h) == HolderStatus.HOLDS).count();
    assertThat(holding - trimmed).isEqualTo(Math.min(holding, replicas));
    assertThat(plan.copyTo().isEmpty() || plan.responsible().isPresent()).isTrue();
  }

  /** FILE-9: with equal weights each holder gets its share, and a new holder moves only its own. */
  @Example
  void placesAreSpreadEvenlyAndStayWhenOneComes() {
    int files = 3000;
    Map<PublicKey, Integer> load = new TreeMap<>();
    int moved = 0;
    for (int number = 0; number < files; number++) {
      List<PublicKey> before = RendezvousHashing.rank(file(number), holders(10)).subList(0, 3);
      List<PublicKey> after = RendezvousHashing.rank(file(number), holders(11)).subList(0, 3);
      before.forEach(holder -> load.merge(holder, 1, Integer::sum));
      assertThat(after).allMatch(h -> before.contains(h) || h.equals(holder(10)));
      moved += after.contains(holder(10)) ? 1 : 0;
    }
    assertThat(load.values()).allMatch(each -> each > 800 && each < 1000);
    assertThat(moved).isBetween(720, 920);
  }

  @Example
  void absentHolderIsAwaitedAndRefusingHolderSkipped() {
    List<PublicKey> ranked = RendezvousHashing.rank(file(1), holders(6));
    Map<PublicKey, HolderStatus> view = new TreeMap<>();
    ranked.forEach(holder -> view.put(holder, HolderStatus.LACKS));
    view.put(ranked.get(0), HolderStatus.HOLDS);
    view.put(ranked.get(1), HolderStatus.AWAY);
    view.put(ranked.get(2), HolderStatus.GONE);
    view.put(ranked.get(3), HolderStatus.REFUSES);
    ReplicationPlan plan = ReplicationPlan.of(file(1), view, 3);
    assertThat(plan.copyTo()).containsExactly(ranked.get(4));
    assertThat(plan.responsible()).contains(ranked.get(0));
    view.put(ranked.get(0), HolderStatus.LEAVING);
    ReplicationPlan leaving = ReplicationPlan.of(file(1), view, 3);
    assertThat(leaving.copyTo()).containsExactly(ranked.get(4), ranked.get(5));
    assertThat(leaving.surplus()).isEmpty();
  }
}
