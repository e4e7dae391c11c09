package org.medchain.spark;

import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.ShutdownHookManager;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialResult;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.execution.TrialEngine;
import org.medchain.experiments.execution.TrialListener;
import scala.collection.immutable.Range$;
import scala.runtime.BoxedUnit;
import scala.util.Failure;

/**
 * The driver: each trial is the only element of a partition, so Spark runs a trial again whose
 * worker is lost, and results come one by one (ENG-2, ENG-4).
 */
final class SparkEngine implements TrialEngine {
  /** How long to wait for an executor; an endless wait would look like work. */
  private static final String WAITS = "spark.scheduler.maxRegisteredResourcesWaitingTime";

  private static final String LOCAL = "local";

  private final String master;
  private final String name;
  private final SharedWork work;
  private final LongAdder messages = new LongAdder();
  private volatile boolean cancelled;
  private JavaSparkContext spark;
  private Broadcast<SharedWork> sent;

  SparkEngine(String master, String name, SharedWork work) {
    this.master = master;
    this.name = name;
    this.work = work;
  }

  /** What a worker said of the trial of a partition. */
  private record EndedTrial(int partition, TrialAnswer answer) {}

  @Override
  public long messages() {
    return messages.sum();
  }

  @Override
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    if (spark != null) {
      spark.stop();
    }
  }

  @Override
  public void run(Collection<TrialCell> trials, TrialListener listener) throws Exception {
    connect();
    // The lower a partition's number, the earlier it starts.
    List<TrialCell> cells = List.copyOf(trials);
    BlockingQueue<EndedTrial> ended = new LinkedBlockingQueue<>();
    SimpleFutureAction<BoxedUnit> job = submit(cells, ended);
    try {
      long waitsS = spark.getConf().getTimeAsSeconds(WAITS);
      long idleS = 0;
      for (int left = cells.size(); left > 0 && !cancelled; ) {
        EndedTrial next = ended.poll(1, TimeUnit.SECONDS);
        if (next != null) {
          left--;
          take(cells.get(next.partition()), next.answer(), listener);
          continue;
        }
        checkJob(job);
        idleS = hasExecutors() ? 0 : idleS + 1;
        if (idleS >= waitsS) {
          throw stopped("no worker has had the memory and a core for " + idleS + " s");
        }
      }
    } finally {
      job.cancel();
    }
  }

  private SimpleFutureAction<BoxedUnit> submit(
      List<TrialCell> cells, BlockingQueue<EndedTrial> ended) {
    List<TrialOrder> orders =
        cells.stream().map(each -> new TrialOrder(each.number(), each.seed())).toList();
    return spark
        .sc()
        .submitJob(
            spark.parallelize(orders, orders.size()).rdd(),
            new TrialTask(sent),
            Range$.MODULE$.apply(0, orders.size()),
            (partition, answer) -> {
              ended.add(new EndedTrial((int) partition, answer));
              return BoxedUnit.UNIT;
            },
            () -> BoxedUnit.UNIT);
  }

  private void take(TrialCell trial, TrialAnswer answer, TrialListener listener) throws Exception {
    switch (answer) {
      case TrialAnswer.Finished it -> {
        TrialResult result = TrialResultJson.read(it.result(), trial);
        messages.add(result.messagesDelivered());
        listener.finished(trial, result, it.costS());
      }
      case TrialAnswer.Failed it -> listener.failed(trial, it.failure());
      case TrialAnswer.Refused it -> throw stopped("trial " + trial.number() + ": " + it.why());
    }
  }

  /** Throws why a job ended that should not have. */
  private void checkJob(SimpleFutureAction<BoxedUnit> job)
      throws UserInputException, InterruptedException {
    if (job.isCompleted() && job.value().get() instanceof Failure<?> failure) {
      if (cancelled || ShutdownHookManager.inShutdown()) {
        // The process ends with this thread: Spark's own hook was quicker than the sweep's.
        new CountDownLatch(1).await();
      }
      throw stopped(firstLine(failure.exception()));
    }
  }

  private UserInputException stopped(String why) {
    return new UserInputException(
        "--master " + master + ": " + why + "; results are kept, and the same command continues");
  }

  private static String firstLine(Throwable failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private boolean hasExecutors() {
    return master.startsWith(LOCAL)
        || spark.sc().statusTracker().getExecutorInfos().length > 1; // the driver is one of them
  }

  private void connect() throws UserInputException {
    if (spark != null) {
      return;
    }
    // What the user says of Spark in JDK_JAVA_OPTIONS, as -Dspark.executor.memory=4g, comes first.
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("medchain " + name)
            .setIfMissing("spark.ui.enabled", "false")
            .setIfMissing("spark.ui.retainedTasks", "1000")
            .setIfMissing(WAITS, "60s")
            // A bound on the sum of all results would be one on the number of trials.
            .setIfMissing("spark.driver.maxResultSize", "0");
    if (master.startsWith(LOCAL)) {
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1")
          .setIfMissing("spark.driver.host", "127.0.0.1");
    } else {
      conf.setJars(ownJars());
    }
    try {
      spark = new JavaSparkContext(conf);
      sent = spark.broadcast(work);
    } catch (RuntimeException e) {
      throw stopped("Spark does not start: " + firstLine(e));
    }
  }

  /** Of medchain and what it needs without Spark, which the pom names last. */
  private static String[] ownJars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .takeWhile(each -> !new File(each).getName().startsWith("spark-core_"))
        .filter(each -> each.endsWith(".jar"))
        .toArray(String[]::new);
  }
}
