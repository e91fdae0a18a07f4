import assert from 'node:assert/strict';

/** Address of the gateway under test, without a slash at its end. */
export const gateway = (process.env.GATEWAY_URL ?? 'http://localhost:8080').replace(/\/$/, '');

export const endpoint = `${gateway}/graphql`;

/** Address of the replica that it asks. */
export const replica = (process.env.REPLICA_URL ?? 'http://localhost:8081').replace(/\/$/, '');

/**
 * Lets a vehicle dock in the replica, or leave if it is docked, and the gateway see it.
 *
 * @returns what the gateway calls that
 */
export async function somethingHappens() {
  const happens = script => fetch(`${replica}/script`, { method: 'POST', body: script });
  const kind = (await happens('in 0s dock 415 at 19')).ok ? 'ARRIVAL' : 'DEPARTURE';
  if (kind === 'DEPARTURE') {
    assert.ok((await happens('in 0s undock 415')).ok);
  }
  assert.ok((await fetch(`${gateway}/actuator/mirror`, { method: 'POST' })).ok);
  return kind;
}
