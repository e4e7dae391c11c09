/**
 * Spark as an engine of {@code medchain run} (ENG-1): the driver decides and writes; a worker only
 * rebuilds one trial at a time from the config, or refuses it.
 */
package org.medchain.spark;
