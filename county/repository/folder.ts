/** Where things lie in a county's folder. `repository/` alone is public and may be copied to a stick. */
import path from 'node:path';

export type CountyFolder = {
  dir: string;
  registry: string;
  keys: string;
  onlineKeys: string;
  rootKeys: string;
  repository: string;
  metadata: string;
  targets: string;
  broker: string;
  fleet: string;
  /** Pictures of settings, by their SHA-256. */
  faces: string;
};

export function countyFolder(dir: string): CountyFolder {
  const absolute = path.resolve(dir);
  const keys = path.join(absolute, 'keys');
  const repository = path.join(absolute, 'repository');
  return {
    dir: absolute,
    registry: path.join(absolute, 'county.json'),
    keys,
    onlineKeys: path.join(keys, 'online'),
    rootKeys: path.join(keys, 'root'),
    repository,
    metadata: path.join(repository, 'metadata'),
    targets: path.join(repository, 'targets'),
    broker: path.join(absolute, 'broker'),
    fleet: path.join(absolute, 'fleet'),
    faces: path.join(absolute, 'faces'),
  };
}
