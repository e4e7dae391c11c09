/**
 * Spark as an engine of {@code medchain run} (ENG-1): a worker rebuilds one trial at a time from
 * the config.
 */
package org.medchain.spark;
