/** What is said about mistakes in YAML files. */
export const yamlText = {
  unknownKey: (key: string) => `不认识的字段「${key}」`,
  removeOrRename: '请删去，或对照样例改成正确的字段名',
  missing: '缺少这一项',
  addIt: '请对照样例补上',
  seeExample: '请对照样例改正',
  syntax: (detail: string) => `YAML 写法有误：${detail}`,
  fixSyntax: '请检查缩进、冒号后的空格和引号',
};
