/** Reads a config file, reports each error at its line, and binds it to records. */
package org.medchain.experiments.config;
