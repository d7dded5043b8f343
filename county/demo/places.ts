/** The divisions of the demo county. All of it is made up; the prefix 99 is not assigned. */

export type Officials = {
  secretary: string;
  deputy: string;
  clerk: string;
  accountant: string;
  overseer: string;
  women: string;
  security: string;
};

export type Place = {
  code: string;
  name: string;
  kind: 'county' | 'township' | 'village' | 'community';
  /** Township that it belongs to; its own for a township, none for the county. */
  township: string;
  townshipName: string;
  /** The main village has everything, the others a smaller share. */
  full: boolean;
  households: number;
  people: number;
  groups: readonly string[];
  /** Before and since the election of the end of 2020. */
  officials: { before: Officials; since: Officials };
  phone: string;
  /** How some of its own documents write it. */
  otherSpelling?: string;
};

export const countyCode = '990001000000';
export const countyName = '越州县';
const electionDay = '2020-12-12';

const willow = { township: '990001001000', townshipName: '柳桥镇' };
const green = { township: '990001002000', townshipName: '青屿乡' };

const cloudBrook: Place = {
  code: '990001001001',
  name: '云溪村',
  kind: 'village',
  ...willow,
  full: true,
  households: 628,
  people: 1946,
  groups: ['上溪', '下溪', '桥头', '竹园', '祠堂边', '䶮山脚', '新田', '石埠'],
  officials: {
    before: {
      secretary: '陈国栋',
      deputy: '吴𠮷庆',
      clerk: '沈秀芬',
      accountant: '赵德明',
      overseer: '何水根',
      women: '徐美娟',
      security: '钱志强',
    },
    since: {
      secretary: '吴𠮷庆',
      deputy: '陈䶮',
      clerk: '王建平',
      accountant: '李春燕',
      overseer: '何水根',
      women: '徐美娟',
      security: '章小军',
    },
  },
  phone: '0981-6021140',
};

const cloudBay: Place = {
  code: '990001001002',
  name: '云溪湾村',
  kind: 'village',
  ...willow,
  full: false,
  households: 342,
  people: 1087,
  groups: ['湾里', '湾外', '渡口', '新桥'],
  officials: {
    before: {
      secretary: '孙伯年',
      deputy: '方玉良',
      clerk: '陆小萍',
      accountant: '汪海燕',
      overseer: '俞金土',
      women: '陆小萍',
      security: '孙建军',
    },
    since: {
      secretary: '方玉良',
      deputy: '孙建军',
      clerk: '金晓琳',
      accountant: '汪海燕',
      overseer: '俞金土',
      women: '陆小萍',
      security: '胡立新',
    },
  },
  phone: '0981-6021162',
};

const willowCommunity: Place = {
  code: '990001001003',
  name: '柳桥社区',
  kind: 'community',
  ...willow,
  full: false,
  households: 1408,
  people: 3855,
  groups: ['第一网格', '第二网格', '第三网格', '第四网格', '第五网格'],
  officials: {
    before: {
      secretary: '郑慧芳',
      deputy: '罗永康',
      clerk: '谢婷',
      accountant: '姚丽华',
      overseer: '高云生',
      women: '谢婷',
      security: '罗永康',
    },
    since: {
      secretary: '郑慧芳',
      deputy: '谢婷',
      clerk: '田一帆',
      accountant: '姚丽华',
      overseer: '高云生',
      women: '田一帆',
      security: '潘志刚',
    },
  },
  phone: '0981-6021188',
};

const mulberryHead: Place = {
  code: '990001002001',
  name: '㙍头村',
  otherSpelling: '垛头村',
  kind: 'village',
  ...green,
  full: false,
  households: 287,
  people: 903,
  groups: ['㙍上', '㙍下', '茶山', '岭脚'],
  officials: {
    before: {
      secretary: '叶根福',
      deputy: '林阿水',
      clerk: '叶巧云',
      accountant: '邱永宁',
      overseer: '叶大海',
      women: '叶巧云',
      security: '林阿水',
    },
    since: {
      secretary: '林阿水',
      deputy: '叶剑波',
      clerk: '邱敏',
      accountant: '邱永宁',
      overseer: '叶大海',
      women: '叶巧云',
      security: '叶剑波',
    },
  },
  phone: '0981-6033017',
};

const office = (name: string): Officials => ({
  secretary: name,
  deputy: name,
  clerk: name,
  accountant: name,
  overseer: name,
  women: name,
  security: name,
});

function townshipPlace(code: string, name: string, phone: string): Place {
  const people = office(`${name}党政办`);
  return {
    code,
    name,
    kind: 'township',
    township: code,
    townshipName: name,
    full: false,
    households: 0,
    people: 0,
    groups: [],
    officials: { before: people, since: people },
    phone,
  };
}

export const villages: readonly Place[] = [cloudBrook, cloudBay, willowCommunity, mulberryHead];
export const townships: readonly Place[] = [
  townshipPlace(willow.township, willow.townshipName, '0981-6021001'),
  townshipPlace(green.township, green.townshipName, '0981-6033001'),
];
export const county: Place = {
  ...townshipPlace(countyCode, countyName, '0981-6010200'),
  kind: 'county',
  township: '',
  townshipName: '',
};
export const mainVillage = cloudBrook;

/** What only a village has: fields, hills, ponds. A community's texts leave it out. */
const rural =
  /承包|茶园|茶厂|鱼塘|上坟|清明|秸秆|稻|农机|公墓|砍自家|翻建|土地|粮食|高山茶|集体收益|水渠|竹编|征兵|合作社|晒场|祠堂|渠/;

/** Of texts that any place may use, those that suit this one. */
export function suiting<T>(place: Place, list: readonly T[], textOf: (entry: T) => string): readonly T[] {
  return place.kind === 'community' ? list.filter((entry) => !rural.test(textOf(entry))) : list;
}

/** Who held office on a day. */
export function officialsOn(place: Place, day: string): Officials {
  return day < electionDay ? place.officials.before : place.officials.since;
}

/** What the demo's settings offer: whom to ask, whom to call. The domain is reserved for examples. */
export const demoLinks = [
  { title: '监督一点通', url: 'https://jiandu.example/ydt' },
  { title: '惠农补贴问题举报', phone: '12317' },
  { title: '政务服务热线', phone: '12345' },
  { title: '村务公开咨询', phone: cloudBrook.phone },
  { title: '柳桥镇便民服务中心', phone: '0981-6021016' },
];

/** Constants for whoever builds the demo around this county. */
export const demoPlaces = {
  county: { code: countyCode, name: countyName },
  townships: townships.map(({ code, name }) => ({ code, name })),
  villages: villages.map(({ code, name, kind, township }) => ({
    code,
    name,
    kind: kind === 'community' ? ('community' as const) : ('village' as const),
    township,
  })),
  mainVillage: { code: cloudBrook.code, name: cloudBrook.name },
  links: demoLinks,
} as const;
