/** The built-in page that stands in for a surface's own while the program cannot bring that. */
export const recoveringText = {
  title: '系统正在恢复…',
  what: '这台机器的程序出了点问题，正在自动重新启动，好了以后会自己回到首页，不用操作。',
  safe: '已经公开的内容都还在，没有丢失。',
  whom: '如果十分钟后还是这样，请告诉村委会的工作人员：「公开终端显示正在恢复」。',
};
