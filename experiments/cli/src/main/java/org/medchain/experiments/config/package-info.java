/**
 * What the user gave: a config file, read so that everything wrong with it is told at its own line,
 * checked against the published schema, and filled into the records of the comparison.
 */
package org.medchain.experiments.config;
