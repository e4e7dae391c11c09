package org.medchain.chaos.guards;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A child JVM with a {@link WorkerMain}, restarted when it does not reply or has served many
 * requests.
 */
final class WorkerProcess implements AutoCloseable {
  /** Each trial leaves classes behind that something may still hold. */
  private static final int MAX_REQUESTS = 2000;

  private static final String CHILD_EXITED = "";

  /** A kind, the time, the guards and the failure. */
  private static final int WORDS = 4;

  /** This much work is several times that of the longest test class: it will not end. */
  private static final Duration MAX_MEMORY = Duration.ofSeconds(60);

  /** Nor will what waits for so long, however busy the computer. */
  private static final int TIMEOUT_S = 1200;

  /**
   * What came of one test class or schedule.
   *
   * @param ms the processor time
   * @param fired the numbers of the guards that refused, where the classes report them
   * @param failure of the test; empty if nothing did
   */
  record WorkerAnswer(long ms, List<Integer> fired, Optional<String> failure) {
    /** Not the end of the child, nor what a JVM says of itself when its heap is full. */
    static boolean isOne(String line) {
      return line.split("\t", WORDS).length == WORDS;
    }

    static WorkerAnswer read(String line) {
      String[] words = line.split("\t", WORDS);
      List<Integer> fired =
          words[2].isEmpty()
              ? List.of()
              : Arrays.stream(words[2].split(" ", -1)).map(Integer::valueOf).toList();
      Optional<String> failure = words[3].isEmpty() ? Optional.empty() : Optional.of(words[3]);
      return new WorkerAnswer(Long.parseLong(words[1]), fired, failure);
    }
  }

  private final ModuleLayout layout;
  private final Path log;
  private final Path memory;
  private Optional<Process> child = Optional.empty();
  private BlockingQueue<String> answers = new ArrayBlockingQueue<>(1);
  private int requestCount;

  WorkerProcess(ModuleLayout layout, int number) {
    this.layout = layout;
    this.log = layout.work().resolve("worker-" + number + ".log");
    // Beside the log, and not in the temporary folder: a child that is killed removes nothing.
    this.memory = layout.work().resolve("worker-" + number + ".jqwik");
  }

  /**
   * Runs a test class, or plays a schedule, with a folder of classes in front. What does not end
   * has failed, as if its JVM had died.
   *
   * @param kind {@code test} or {@code schedule}
   * @param what the name of the class, or the seed
   */
  WorkerAnswer run(String kind, Path front, String what) throws IOException, InterruptedException {
    if (requestCount++ % MAX_REQUESTS == 0 || child.isEmpty()) {
      startChild();
    }
    Writer out =
        new OutputStreamWriter(child.orElseThrow().getOutputStream(), StandardCharsets.UTF_8);
    out.write(String.join("\t", kind, front.toString(), what) + "\n");
    out.flush();
    String line = await();
    if (WorkerAnswer.isOne(line)) {
      return WorkerAnswer.read(line);
    }
    String how = line.isEmpty() && child.orElseThrow().isAlive() ? "no end" : "no JVM";
    close();
    return new WorkerAnswer(0, List.of(), Optional.of(how));
  }

  /** The next line; an empty one if none will come, or it takes too long. */
  private String await() throws InterruptedException {
    Duration before = cpuTime();
    for (int waited = 0; waited < TIMEOUT_S; waited++) {
      String line = answers.poll(1, TimeUnit.SECONDS);
      if (line != null) {
        return line;
      }
      if (cpuTime().minus(before).compareTo(MAX_MEMORY) > 0) {
        return CHILD_EXITED;
      }
    }
    return CHILD_EXITED;
  }

  /** How much time of a processor the child has taken so far. */
  private Duration cpuTime() {
    return child.orElseThrow().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private void startChild() throws IOException {
    close();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Each trial loads its classes again and runs them once: optimised machine code would come too
    // late.
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-XX:-UsePerfData", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", layout.classPath()));
    command.addAll(List.of(WorkerMain.class.getName(), layout.testClasses().toString()));
    command.add(memory.toString());
    Files.createDirectories(log.getParent());
    Process begun =
        new ProcessBuilder(command)
            .directory(layout.module().toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    child = Optional.of(begun);
    BlockingQueue<String> mine = new ArrayBlockingQueue<>(2);
    answers = mine;
    Thread.ofPlatform().daemon().start(() -> readAnswers(begun, mine));
  }

  private static void readAnswers(Process process, BlockingQueue<String> answers) {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        answers.put(line);
      }
      answers.put(CHILD_EXITED);
    } catch (IOException e) {
      answers.offer(CHILD_EXITED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    child.ifPresent(Process::destroyForcibly);
    child = Optional.empty();
  }
}
