package org.medchain.simulation.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Output;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Bytes;

/** SIM-22 to SIM-24: the content of a node's disk, and the part that a crash leaves. */
class SimulatedStorageTest {
  private static final int HEIGHTS = 7;

  enum Kind {
    APPEND,
    KEEP,
    TRUNCATE,
    DURABLE,
    CRASH
  }

  /** Something done; the numbers say to which token and height. */
  record Operation(Kind kind, int token, int height) {}

  @Provide
  Arbitrary<List<Operation>> operations() {
    return Combinators.combine(
            Arbitraries.of(Kind.class),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, HEIGHTS - 1))
        .as(Operation::new)
        .list()
        .ofMaxSize(80);
  }

  /** Slow and obvious: everything handed over, each with its fate. */
  private static final class Model {
    private record Cut(long first, long height) {}

    private static final class Item {
      final String content;
      final boolean snapshot;
      final long height;
      long token;
      boolean durable;

      Item(String content, boolean snapshot, long height, long token) {
        this.content = content;
        this.snapshot = snapshot;
        this.height = height;
        this.token = token;
      }
    }

    final List<Item> items = new ArrayList<>();
    final List<Cut> cuts = new ArrayList<>();
    long lastToken;
    long durable;

    void add(String content, boolean snapshot, long height) {
      items.add(new Item(content, snapshot, height, ++lastToken));
    }

    void durable(long token) {
      durable = token;
      for (Item item : items) {
        item.durable |= item.token <= token;
      }
      cut();
    }

    void truncate(long first, long height) {
      cuts.add(new Cut(first, height));
      cut();
    }

    private void cut() {
      while (!cuts.isEmpty() && cuts.get(0).first() <= durable) {
        Cut cut = cuts.remove(0);
        items.removeIf(
            i -> i.durable && (i.snapshot ? i.height < cut.height() : i.token < cut.first()));
      }
    }

    void crash() {
      items.removeIf(item -> !item.durable);
      items.forEach(item -> item.token = 0);
      cuts.clear();
      lastToken = 0;
      durable = 0;
    }

    List<String> log() {
      return items.stream().filter(i -> i.durable && !i.snapshot).map(i -> i.content).toList();
    }

    /** Of several of one height the last. */
    Map<Long, String> snapshots() {
      Map<Long, String> last = new TreeMap<>();
      items.stream()
          .filter(item -> item.durable && item.snapshot)
          .forEach(item -> last.put(item.height, item.content));
      return last;
    }

    int size() {
      return log().size() + snapshots().size();
    }
  }

  @Property(tries = 500, seed = "31")
  void agreesWithTheModel(@ForAll("operations") List<Operation> operations) {
    SimulatedStorage storage = new SimulatedStorage();
    Model model = new Model();
    int serial = 0;
    for (Operation each : operations) {
      String content = "content " + ++serial;
      switch (each.kind()) {
        case APPEND -> {
          model.add(content, false, 0);
          storage.append(
              new Output.Persist(new DurabilityToken(model.lastToken), Bytes.utf8(content)));
        }
        case KEEP -> {
          model.add(content, true, each.height());
          storage.storeSnapshot(
              new DurabilityToken(model.lastToken), each.height(), snapshot(content));
        }
        case TRUNCATE -> {
          // Now and then a token that is still to come.
          long first = 1 + Math.max(0, model.lastToken - each.token() + 1);
          int before = model.size();
          model.truncate(first, each.height());
          assertThat(storage.truncate(new DurabilityToken(first), each.height()))
              .isEqualTo(before - model.size());
        }
        case DURABLE -> {
          long token = Math.min(model.lastToken, model.durable + each.token());
          model.durable(token);
          storage.durable(new DurabilityToken(token));
        }
        case CRASH -> {
          model.crash();
          storage.crash();
        }
      }
      assertSame(storage, model);
    }
  }

  private static void assertSame(SimulatedStorage storage, Model model) {
    assertThat(storage.log())
        .containsExactlyElementsOf(model.log().stream().map(Bytes::utf8).toList());
    Map<Long, String> snapshots = model.snapshots();
    for (long height = 0; height < HEIGHTS; height++) {
      String content = snapshots.get(height);
      if (content == null) {
        assertThat(storage.state(height)).isEmpty();
        assertThat(storage.part(height, 0)).isEmpty();
      } else {
        assertThat(storage.state(height).map(DeferredBytes::bytes)).contains(Bytes.utf8(content));
      }
    }
  }

  private static Snapshot snapshot(String state) {
    return new Snapshot(Bytes.utf8("context"), Bytes.utf8(state));
  }
}
