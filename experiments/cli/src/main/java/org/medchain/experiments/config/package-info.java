/**
 * Reads a config file, reports each error at its own line, checks it against the published schema,
 * and binds it to the records of the comparison.
 */
package org.medchain.experiments.config;
