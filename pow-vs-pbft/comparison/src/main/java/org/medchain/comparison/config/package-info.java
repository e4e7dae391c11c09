/** An experiment as data: a record for each part of a config file, a component for each key. */
package org.medchain.comparison.config;
