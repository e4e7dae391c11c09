/**
 * The medical chain application layer (paper §3.2.6, §4): records are stored, found and verified,
 * and proved to a light client.
 */
package org.medchain.application;
