package org.medchain.day.load;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a load is played.
 *
 * @param records visits of the day, each with one record
 * @param duration of the day
 * @param seed of all draws
 * @param workers steps at a time, 1 or more
 * @param sessions connected identities at a time, {@code workers} or more
 * @param fileBytesMax no file is larger, in bytes
 * @param checks files that are read back after the day
 * @param imageSizes the table of sizes
 */
record LoadSettings(
    int records,
    Duration duration,
    long seed,
    int workers,
    int sessions,
    long fileBytesMax,
    int checks,
    Path imageSizes) {}
